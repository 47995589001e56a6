package dev.ring3.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.Damage;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.Skipped;
import dev.ring3.collector.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code src/test/golden} holds an {@code input.*} and the events that it
 * becomes. {@code mvn verify -Dgolden.update=true} writes the events anew; look at the difference.
 */
class GoldenTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  static Stream<Path> folders() throws IOException {
    List<Path> folders;
    try (Stream<Path> list = Files.list(Path.of("src", "test", "golden"))) {
      folders = list.sorted().toList();
    }
    assertFalse(folders.isEmpty());
    return folders.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void inputBecomesTheEvents(Path folder) throws IOException {
    Path expected = folder.resolve("events.txt");
    String found = events(input(folder));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, found);
    }
    assertEquals(Files.readString(expected), found);
  }

  private static Path input(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("input."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String events(Path input) throws IOException {
    StringBuilder text = new StringBuilder();
    Pipeline pipeline = new Pipeline(CLOCK, event -> append(text, event));
    new FileReader()
        .read(
            input,
            input.getFileName().toString(),
            item -> {
              switch (item) {
                case SourceRecord record -> pipeline.accept(record);
                case Damage damage -> text.append("damage: ").append(damage).append("\n\n");
                case Skipped skipped -> text.append(skipped).append("\n\n");
              }
            });
    pipeline.flush();
    return text.toString();
  }

  private static void append(StringBuilder text, Event event) {
    event.forEach(
        (field, value) -> text.append(field.ecs()).append(": ").append(value).append('\n'));
    event
        .source()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    text.append('\n');
  }
}
