package dev.ring3.collector.etl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real traces against another reader's counts. */
class EtlCapturesTest {

  /** The rows of {@code expected.tsv} about one file, in the words of {@link EtlItems#counts}. */
  record Expected(String file, Map<String, Integer> counts, Map<String, String> header) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Expected> files() throws IOException {
    Map<String, Expected> byFile = new TreeMap<>();
    for (String line :
        Files.readAllLines(Captures.path("etl/expected.tsv")).stream().skip(1).toList()) {
      String[] cells = line.split("\t", -1);
      Expected expected =
          byFile.computeIfAbsent(cells[0], f -> new Expected(f, new TreeMap<>(), new TreeMap<>()));
      String key = cells[2];
      switch (cells[1]) {
        case "header" -> expected.header.put(key, cells[3]);
        case "provider|id|version" ->
            add(expected, "event " + key.substring(key.indexOf('|') + 1), cells[3]);
        case "kernel group/type/version" ->
            add(expected, "kernel " + key.toUpperCase(Locale.ROOT).replace("/V", "/v"), cells[3]);
        default -> add(expected, cells[1] + " " + key, cells[3]);
      }
    }
    return byFile.values().stream();
  }

  private static void add(Expected expected, String key, String count) {
    expected.counts.merge(key, Integer.valueOf(count), Integer::sum);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRecordIsRead(Expected expected) {
    Path file = Captures.path("etl/" + expected.file());
    if ("None".equals(expected.header().get("build"))) {
      assertThrows(NotEtlException.class, () -> EtlReader.open(file).close());
      return;
    }
    EtlItems items = EtlItems.of(file);
    assertEquals(expected.counts(), items.counts());
    assertEquals(expected.header().get("build"), Long.toString(items.header().build()));
    assertEquals(expected.header().get("lost_events"), Long.toString(items.header().eventsLost()));
    assertEquals(
        expected.header().get("pointer_size"), Long.toString(items.header().pointerSize()));
    assertEquals(damages(items.header()), items.damages().size(), items.damages()::toString);
  }

  /** None but what the header tells. */
  private static int damages(EtlHeader header) {
    return (header.eventsLost() > 0 ? 1 : 0) + (header.buffersLost() > 0 ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("files")
  void recordsAreInOrderOfTime(Expected expected) {
    if (expected.counts().getOrDefault("records total", 0) == 0) {
      return;
    }
    List<Long> clocks = new ArrayList<>();
    EtlItems.of(Captures.path("etl/" + expected.file())).records().stream()
        .filter(r -> r.type().layout() != RecordType.Layout.UNKNOWN)
        .map(r -> r.record().header().clock())
        .forEach(clocks::add);
    assertEquals(clocks.stream().sorted().toList(), clocks);
  }
}
