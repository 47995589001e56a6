package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.etl.EtlReader;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What PerfView read in the same traces: the fields of each kind's first instances, found by time
 * and length, and how many of each kind there are. Compared is every field that has the same name
 * here and there, by value: PerfView groups digits, shortens texts, and has words for some numbers.
 */
class PerfViewBaselineTest {
  private static final Pattern EVENT =
      Pattern.compile("EVENT +([0-9.,]+): (.+?) PID=.*?DataLen=([0-9,]+); (.*)");
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(.*?); ");

  /**
   * PerfView takes SYSTEMTIME's weekday for its day; reads the U64 that this writer declares for
   * int64_type as signed; gives paths drive letters; cuts the disposition off CreateOptions;
   * shortens IPv6 addresses; fills in process names; and writes bits as words of its own.
   */
  private static final Set<String> OTHERWISE =
      Set.of(
          "system_time_type",
          "int64_type",
          "filename",
          "imagename",
          "createoptions",
          "address",
          "processname",
          "keywords",
          "stacks");

  private long start;

  private record Line(String name, Map<String, String> fields) {}

  @ParameterizedTest
  @CsvSource({"primitive-types, 55", "gcevents, 60", "net.4.5.2.x64, 250"})
  void firstInstances(String name, int atLeast) throws IOException {
    Map<String, List<Line>> lines = lines(name);
    int compared = 0;
    List<String> different = new ArrayList<>();
    List<EtwEventRecord> records = records(name);
    Map<String, Integer> alike = new HashMap<>();
    records.forEach(record -> alike.merge(key(record), 1, Integer::sum));
    records.removeIf(record -> alike.getOrDefault(key(record), 0) > 1);
    for (EtwEventRecord record : records) {
      DecodedEvent event = record.decoded();
      for (Line line : lines.getOrDefault(key(record), List.of())) {
        for (Map.Entry<String, String> theirs : line.fields().entrySet()) {
          String ours = event == null ? null : text(event, theirs.getKey());
          if (ours == null || !comparable(ours, theirs.getValue())) {
            continue;
          }
          compared++;
          if (!same(ours, theirs.getValue())) {
            different.add(line.name() + ' ' + theirs + " here " + ours);
          }
        }
      }
    }
    assertEquals(List.of(), different);
    assertTrue(compared >= atLeast, compared + " fields compared");
  }

  @ParameterizedTest
  @CsvSource({"net.4.5.2.x64"})
  void countsOfTheKernelsEvents(String name) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    for (EtwEventRecord record : records(name)) {
      if (record.decoded() != null && record.decoded().layout().event() != null) {
        found.merge(record.decoded().layout().event(), 1, Integer::sum);
      }
    }
    Map<String, String> names =
        Map.of("DCStop", "DCEnd", "Stop", "End", "SendIPV6", "SendIPv6", "RecvIPV6", "RecvIPv6");
    int compared = 0;
    for (String line :
        Files.readAllLines(Captures.path("etl/perfview/" + name + ".baseline.txt"))) {
      Matcher count =
          Pattern.compile(
                  "COUNT Windows Kernel/((?:Process|Image|Thread|TcpIp|UdpIp)/(\\w+)):(\\d+)")
              .matcher(line);
      if (count.matches()) {
        String event =
            count
                .group(1)
                .replace(count.group(2), names.getOrDefault(count.group(2), count.group(2)));
        assertEquals(Integer.valueOf(count.group(3)), found.get(event), line);
        compared++;
      }
    }
    assertTrue(compared >= 15, compared + " kinds compared");
  }

  private static Map<String, List<Line>> lines(String name) throws IOException {
    Map<String, List<Line>> lines = new HashMap<>();
    for (String text :
        Files.readAllLines(Captures.path("etl/perfview/" + name + ".baseline.txt"))) {
      Matcher event = EVENT.matcher(text + ' ');
      if (event.lookingAt()) {
        Map<String, String> fields = new TreeMap<>();
        Matcher field = FIELD.matcher(event.group(4) + ' ');
        while (field.find()) {
          fields.put(field.group(1), field.group(2));
        }
        String key = event.group(1).replace(",", "") + '|' + event.group(3).replace(",", "");
        lines.computeIfAbsent(key, k -> new ArrayList<>()).add(new Line(event.group(2), fields));
      }
    }
    // What tools add to a trace has the time of the event before it.
    lines.values().removeIf(l -> l.getFirst().name().startsWith("KernelTraceControl/"));
    return lines;
  }

  private List<EtwEventRecord> records(String name) throws IOException {
    Path file = Captures.path("etl/perfview/" + name + ".etl");
    byte[] head = new byte[FileFormat.HEAD_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      in.readNBytes(head, 0, head.length);
    }
    if (!EtlReader.looksLikeEtl(head)) {
      String why = "SKIPPED: " + file.getFileName() + " of these captures is a text, not the trace";
      System.out.println(why);
      Assumptions.abort(why);
    }
    List<EtwEventRecord> records = new ArrayList<>();
    new FileReader()
        .read(
            file,
            name,
            item -> {
              if (item instanceof EtwEventRecord record) {
                records.add(record);
              }
            });
    start = records.getFirst().record().header().time();
    return records;
  }

  private String key(EtwEventRecord record) {
    double milliseconds = (record.record().header().time() - start) / 10_000.0;
    return String.format(Locale.ROOT, "%.3f|%d", milliseconds, record.record().data().length);
  }

  private static @Nullable String text(DecodedEvent event, String name) {
    for (Map.Entry<String, String> field : event.texts().entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)
          && !OTHERWISE.contains(name.toLowerCase(Locale.ROOT))) {
        return field.getValue();
      }
    }
    return null;
  }

  /** PerfView has words for some numbers, and times in its own form. */
  private static boolean comparable(String ours, String theirs) {
    boolean oursIsNumber = ours.matches("-?[0-9]+|0x[0-9a-f]+");
    boolean theirsIsNumber = theirs.matches("-?[0-9,]+|0x[0-9a-f]+");
    boolean isTime = ours.matches("\\d{4}-\\d\\d-\\d\\dT.*");
    return oursIsNumber == theirsIsNumber && !isTime;
  }

  private static boolean same(String ours, String theirs) {
    if (ours.matches("-?[0-9]+|0x[0-9a-f]+")) {
      long here = number(ours);
      long there = number(theirs.replace(",", ""));
      // PerfView takes some unsigned numbers of 32 bits for signed ones.
      return here == there || here == (there & 0xffff_ffffL);
    }
    String plain = ours.replaceAll("[{}]", "").strip();
    String text = theirs.strip();
    return text.endsWith("...")
        ? plain
            .toLowerCase(Locale.ROOT)
            .startsWith(text.substring(0, text.length() - 3).toLowerCase(Locale.ROOT))
        : plain.equalsIgnoreCase(text);
  }

  private static long number(String text) {
    if (text.startsWith("0x")) {
      return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }
}
