package dev.ring3.webui.service;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("wine")
class ServiceLogsTest {
  @TempDir Path data;
  private Path logs;

  @BeforeEach
  void folder() throws IOException {
    logs = Files.createDirectory(data.resolve("logs"));
  }

  private void log(int day, long bytes) throws IOException {
    Path file = logs.resolve("service.2026-01-%02d.log".formatted(day));
    try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(bytes);
    }
    Instant noon = Instant.parse("2026-01-%02dT12:00:00Z".formatted(day));
    Files.setLastModifiedTime(file, FileTime.from(noon));
  }

  private List<String> days() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.map(file -> file.getFileName().toString().substring(16, 18)).sorted().toList();
    }
  }

  @Test
  void theNewestFilesStay() throws IOException {
    for (int day = 1; day <= 31; day++) {
      log(day, day);
    }
    ServiceLogs.tidy(data);
    List<String> days = days();
    assertEquals(ServiceLogs.MOST_FILES, days.size());
    assertEquals("02", days.getFirst());
  }

  @Test
  void largeOnesGoFirstOfAllTheOldest() throws IOException {
    log(1, 1);
    log(2, ServiceLogs.MOST_BYTES / 2);
    log(3, ServiceLogs.MOST_BYTES / 2);
    ServiceLogs.tidy(data);
    assertEquals(List.of("02", "03"), days());
    log(4, 2 * ServiceLogs.MOST_BYTES);
    ServiceLogs.tidy(data);
    assertEquals(List.of("04"), days());
  }

  /** As procrun writes its standard output: it appends, and lets others write as well. */
  @Test
  @Timeout(60)
  void oneThatIsWrittenToIsEmptiedWhileRing3Runs() throws Exception {
    List<String> problems = new CopyOnWriteArrayList<>();
    Path file = logs.resolve("ring3-stdout.2026-01-01.log");
    byte[] much = new byte[1 << 20];
    Arrays.fill(much, (byte) 'x');
    try (OutputStream out = Files.newOutputStream(file, CREATE, APPEND)) {
      ServiceLogs kept = ServiceLogs.keepTidy(data, Duration.ofMillis(20), problems::add);
      try (kept) {
        for (long written = 0; written <= ServiceLogs.MOST_BYTES; written += much.length) {
          out.write(much);
        }
        while (Files.size(file) > much.length) {
          Thread.onSpinWait();
        }
      }
      out.write("the last line".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(), problems);
    String left = Files.readString(file);
    assertTrue(left.contains("Ring3 emptied this file, as it had "), left);
    assertTrue(left.contains("the last line"), left);
  }

  @Test
  void withoutTheFolderThereIsNothingToDo() throws IOException {
    Files.delete(logs);
    ServiceLogs.tidy(data);
  }
}
