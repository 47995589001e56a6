package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Records of real files on their way to whoever takes events. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LiveFlowTest {
  @TempDir Path folder;
  private final List<Event> accepted = new ArrayList<>();
  private final List<Event> begun = new ArrayList<>();
  private final List<Event> completed = new ArrayList<>();
  private final LiveFlow flow = new LiveFlow(Clock.systemUTC(), new Noting());
  private Path large;

  private final class Noting implements EventTaker {
    @Override
    public void accept(Event event) {
      accepted.add(event);
    }

    @Override
    public Consumer<Event> begin(Event early) {
      begun.add(early);
      return completed::add;
    }
  }

  @BeforeEach
  void large() throws IOException {
    large = folder.resolve("large");
    try (RandomAccessFile made = new RandomAccessFile(large.toFile(), "rw")) {
      made.setLength(32L << 20);
    }
  }

  @AfterEach
  void end() {
    flow.flush();
  }

  private void record(String action, String field, Path file) {
    flow.record(
        new HostRecord(
            new Origin("linux.test", 1), Instant.now(), action, Map.of(field, file.toString())));
  }

  private void awaitCompleted(int many) {
    while (completed.size() < many) {
      flow.tick();
      Thread.onSpinWait();
    }
  }

  @Test
  void anEventIsHandedOverAgainWhenItsFileWasRead() {
    record("process_start", "process.executable", large);
    assertEquals(1, begun.size());
    assertEquals(List.of(), accepted);
    awaitCompleted(1);
    Event whole = completed.getFirst();
    assertFalse(begun.getFirst().has(Field.PROCESS_HASH_SHA256));
    assertTrue(whole.has(Field.PROCESS_HASH_SHA256));
    assertEquals(begun.getFirst().instant(Field.EVENT_CREATED), whole.instant(Field.EVENT_CREATED));
    record("process_start", "process.executable", large);
    assertEquals(1, begun.size(), "the file is known");
    assertTrue(accepted.getFirst().has(Field.PROCESS_HASH_SHA256));
  }

  @Test
  void whatAddsNothingIsTheSameEvent() throws IOException {
    record("process_start", "process.executable", large); // which is read first
    record("file_modify", "file.path", Files.writeString(folder.resolve("a.txt"), "no program"));
    awaitCompleted(2);
    assertSame(
        begun.getLast(),
        completed.stream()
            .filter(e -> e.type() == EventType.FILE_MODIFY)
            .findFirst()
            .orElseThrow());
    record("process_start", "process.executable", folder.resolve("none"));
    assertEquals(1, accepted.size(), "nothing is to be read");
  }

  @Test
  void theEndWaitsForNoFile() {
    record("process_start", "process.executable", large);
    flow.flush();
    assertEquals(begun, completed);
  }
}
