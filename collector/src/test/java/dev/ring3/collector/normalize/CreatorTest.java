package dev.ring3.collector.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who started a process against who is its parent, in a real trace. */
class CreatorTest {
  @Test
  void usuallyAProcessIsStartedByItsParent() throws IOException {
    Path trace = Captures.path("etl/tx/Process.etl");
    List<Event> starts = new ArrayList<>();
    Pipeline pipeline =
        new Pipeline(
            Clock.systemUTC(),
            event -> {
              if ("ProcessStart".equals(event.source().get("etw.event"))) {
                starts.add(event);
              }
            });
    new FileReader()
        .read(
            trace,
            "Process.etl",
            item -> {
              if (item instanceof SourceRecord record) {
                pipeline.accept(record);
              }
            });
    pipeline.flush();
    assertEquals(4, starts.size());
    assertTrue(starts.stream().noneMatch(e -> e.texts(Field.TAGS).contains("other_creator")));
  }
}
