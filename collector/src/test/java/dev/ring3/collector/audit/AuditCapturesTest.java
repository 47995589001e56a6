package dev.ring3.collector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real logs, against what two other programs read in them. */
class AuditCapturesTest {
  static Stream<Path> otherDecodes() {
    return Captures.files("linux/go-libaudit/auparse/testdata", ".log").stream();
  }

  @ParameterizedTest
  @MethodSource("otherDecodes")
  void everyRecordIsReadAsByAnother(Path log) throws IOException, AuditTextException {
    Map<String, JsonNode> expected = new HashMap<>();
    Path golden = log.resolveSibling(log.getFileName() + ".golden");
    for (JsonNode node : JsonMapper.shared().readTree(Files.readString(golden))) {
      if (node.hasNonNull("raw_msg")) {
        expected.put(node.get("raw_msg").asString(), node);
      }
    }
    int compared = 0;
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("type=") && !line.contains("msg=audit(")) {
        assertThrows(AuditTextException.class, () -> AuditText.line(line));
        continue;
      }
      AuditRecord record = AuditText.line(line);
      JsonNode other = expected.get(line.substring(line.indexOf("msg=") + 4).strip());
      if (other == null) {
        continue;
      }
      assertEquals(other.get("sequence").asLong(), record.serial());
      assertEquals(java.time.Instant.parse(other.get("@timestamp").asString()), record.time());
      for (String name : List.of("pid", "ppid", "exe", "comm", "cwd", "name", "inode", "a0")) {
        JsonNode value = other.path("data").get(name);
        boolean same = value != null && !record.type().equals("EXECVE");
        if (same) {
          assertEquals(value.asString(), record.text(name).orElse(""), line);
          compared++;
        }
      }
    }
    assertTrue(compared > 0 || expected.size() < 2, compared + " values in " + log);
  }

  @ParameterizedTest
  @MethodSource("executions")
  void argumentsAreThoseThatAnotherReads(Path text) throws IOException, AuditTextException {
    List<AuditRecord> records = new ArrayList<>();
    for (String line : Files.readAllLines(text, StandardCharsets.UTF_8)) {
      if (!line.isBlank()) {
        records.add(AuditText.line(line));
      }
    }
    Path json = text.resolveSibling(text.getFileName().toString().replace(".txt", ".json"));
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(json)).path("EXECVE").path("ARGV");
    List<String> arguments = new ArrayList<>();
    expected.forEach(a -> arguments.add(a.asString()));
    ExecArguments found = ExecArguments.of(new AuditEvent(records)).orElseThrow();
    assertEquals(arguments, found.arguments());
    assertTrue(found.complete());
  }

  static Stream<Path> executions() {
    return Stream.of("execve", "execve-long")
        .map(name -> Captures.path("linux/laurel/src/testdata/record-" + name + ".txt"));
  }

  @Test
  void mixedRecordsAreOneEventEach() throws IOException, AuditTextException {
    List<AuditEvent> events = new ArrayList<>();
    AuditEvents assembler = new AuditEvents(false, events::add);
    Map<Long, Integer> perSerial = new TreeMap<>();
    for (String line :
        Files.readAllLines(Captures.path("linux/go-libaudit/testdata/out_of_order.log"))) {
      AuditRecord record = AuditText.line(line);
      if (!record.type().equals("EOE")) {
        perSerial.merge(record.serial(), 1, Integer::sum);
      }
      assembler.add(record);
    }
    assembler.flush();
    Map<Long, Integer> found = new TreeMap<>();
    events.forEach(e -> found.merge(e.serial(), e.records().size(), Integer::sum));
    assertEquals(perSerial, found);
    assertEquals(perSerial.size(), events.size());
  }

  @Test
  void damagedLinesNeverFailOtherwise() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("AuditCapturesTest: -Dring3.seed=" + seed);
    Random random = new Random(seed);
    List<String> lines =
        Files.readAllLines(Captures.path("linux/go-libaudit/auparse/testdata/audit-rhel7.log"));
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(3)) {
          case 0 -> line.setCharAt(at, (char) random.nextInt(256));
          case 1 -> line.setLength(Math.max(1, at));
          default -> line.insert(at, "='\"(){}\u001d".charAt(random.nextInt(8)));
        }
      }
      try {
        AuditEvent event = new AuditEvent(List.of(AuditText.line(line.toString())));
        event.syscall();
        ExecArguments.of(event);
        read++;
      } catch (AuditTextException e) {
        assertTrue(e.problem().contains("need"), e.problem());
      }
    }
    assertTrue(read > 1000, read + " of 20000 read");
  }
}
