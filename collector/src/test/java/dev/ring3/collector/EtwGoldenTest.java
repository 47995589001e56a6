package dev.ring3.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.etl.EtlWriter;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code src/test/golden-etw} holds {@code records.txt}, ETW records written by
 * hand, and the events that they become. {@code -Dgolden.update=true} writes the events anew.
 *
 * <p>A record starts with {@code record PROVIDER; ID; VERSION}; each further line is a value: a
 * type ({@code u8} … {@code u64}, {@code utf16}, {@code chars}, {@code ansi}, {@code hex}), and the
 * value.
 */
class EtwGoldenTest {
  @TempDir Path folder;

  static Stream<Path> folders() throws IOException {
    List<Path> folders;
    try (Stream<Path> list = Files.list(Path.of("src", "test", "golden-etw"))) {
      folders = list.sorted().toList();
    }
    assertFalse(folders.isEmpty());
    return folders.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void recordsBecomeTheEvents(Path golden) throws IOException {
    Path trace = folder.resolve("input.etl");
    Files.write(trace, trace(Files.readAllLines(golden.resolve("records.txt"))));
    StringBuilder found = new StringBuilder();
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), event -> append(found, event));
    new FileReader()
        .read(
            trace,
            "input.etl",
            item -> {
              if (item instanceof SourceRecord record) {
                pipeline.accept(record);
              } else {
                found.append(item).append("\n\n");
              }
            });
    pipeline.flush();
    Path expected = golden.resolve("events.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, found.toString());
    }
    assertEquals(Files.readString(expected), found.toString());
  }

  private static byte[] trace(List<String> lines) {
    Map<String, UUID> guids =
        Catalogue.load().providers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    List<byte[]> records = new ArrayList<>();
    String head = "";
    DataWriter data = new DataWriter();
    for (String line : lines) {
      if (line.startsWith("record ")) {
        add(records, head, data, guids);
        head = line.substring("record ".length());
        data = new DataWriter();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        value(data, line);
      }
    }
    add(records, head, data, guids);
    EtlWriter writer = EtlWriter.of(records.size() + 1, 0);
    records.forEach(record -> writer.buffer(0, record));
    return writer.bytes();
  }

  private static void add(
      List<byte[]> records, String head, DataWriter data, Map<String, UUID> guids) {
    if (head.isEmpty()) {
      return;
    }
    String[] parts = head.split("; ", -1);
    UUID guid = guids.get(parts[0]);
    if (guid == null) {
      throw new IllegalArgumentException("the catalogue has no provider " + parts[0]);
    }
    long clock = 2000 + 10L * records.size();
    int id = Integer.parseInt(parts[1]);
    int version = Integer.parseInt(parts[2]);
    records.add(
        parts[0].startsWith("Windows Kernel/") || parts[0].startsWith("KernelTraceControl/")
            ? EtlWriter.classic(guid, id, version, clock, data.bytes())
            : EtlWriter.event(guid, id, version, clock, data.bytes()));
  }

  private static void value(DataWriter data, String line) {
    int space = line.indexOf(' ');
    String type = space < 0 ? line : line.substring(0, space);
    String value = space < 0 ? "" : line.substring(space + 1);
    switch (type) {
      case "utf16" -> data.utf16(value);
      case "chars" -> data.characters(value);
      case "ansi" -> data.ansi(value);
      case "hex" -> data.hex(value);
      case "u8", "u16", "u32", "u64" ->
          data.number(number(value), Integer.parseInt(type.substring(1)) / 8);
      default -> throw new IllegalArgumentException("no such type: " + line);
    }
  }

  private static long number(String text) {
    return text.startsWith("0x")
        ? Long.parseUnsignedLong(text, 2, text.length(), 16)
        : Long.parseLong(text);
  }

  /** The trace's own header is the same in every folder. */
  private static void append(StringBuilder text, Event event) {
    if (event.source().getOrDefault("etw.event", "").equals("EventTrace/Header")) {
      return;
    }
    event.forEach(
        (field, value) -> text.append(field.ecs()).append(": ").append(value).append('\n'));
    event
        .source()
        .forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    text.append('\n');
  }
}
