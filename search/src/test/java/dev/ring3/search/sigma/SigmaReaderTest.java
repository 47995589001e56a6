package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.match.EventMatcher;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.Correlation;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaReaderTest {
  private static final String HEAD =
      "title: t\nlogsource: {category: process_creation, product: windows}\n";

  private static final Event EVENT =
      Event.of(EventType.PROCESS_START, Instant.parse("2024-05-01T13:07:00Z"))
          .set(Field.HOST_OS_TYPE, "windows")
          .set(Field.PROCESS_EXECUTABLE, "C:\\Windows\\System32\\cmd.exe")
          .set(Field.PROCESS_COMMAND_LINE, "cmd.exe /c *Echo* a\\b Zm9vYmFy SQBFAFgAIAA= \u2013enc")
          .set(Field.PROCESS_PID, 4_660)
          .set(Field.PROCESS_PARENT_EXECUTABLE, "C:\\Windows\\System32\\cmd.exe")
          .source("winlog.event_data.Empty", "")
          .source("winlog.event_data.Hashes", "MD5=00,IMPHASH=11")
          .source("winlog.event_data.DestAddr", "10.2.3.4")
          .source("winlog.event_data.Size", "17")
          .build();

  private static boolean fires(String detection) {
    SigmaFile file = SigmaReader.read("r.yml", HEAD + "detection:\n" + detection);
    assertEquals(List.of(), file.errors());
    RuleCompiler compiler =
        new RuleCompiler(
            Taxonomy.load(), new Placeholders(Map.of("tools", List.of("net*", "*ech?*"))));
    Compiled compiled = compiler.compile((SigmaDocument.Rule) file.documents().getFirst());
    if (compiled instanceof Compiled.Mapped mapped) {
      return new EventMatcher(mapped.query()).matches(EVENT);
    }
    throw new AssertionError(compiled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Image: '*\\CMD.exe' | true",
        "Image: 'cmd.exe' | false",
        "Image&endswith: '\\cmd.exe' | true",
        "Image&startswith: 'c:\\windows' | true",
        "Image&endswith&cased: '\\CMD.exe' | false",
        "Image&cased&endswith: '\\cmd.exe' | true",
        "CommandLine&contains: '\\*echo\\*' | true",
        "CommandLine&contains: '\\?echo' | false",
        "CommandLine&contains: '?echo?' | true",
        "CommandLine&contains: 'a\\b' | true",
        "CommandLine&contains: 'a\\\\b' | true",
        "CommandLine&contains: 'a\\\\\\\\b' | false",
        "CommandLine&contains&all: [cmd, echo] | true",
        "CommandLine&contains&all: [cmd, nothing] | false",
        "CommandLine&contains: [nothing, echo] | true",
        "CommandLine&re: 'E.ho' | true",
        "CommandLine&re: 'e.ho' | false",
        "CommandLine&re&i: 'e.ho' | true",
        "CommandLine&base64&contains: 'foobar' | true",
        "CommandLine&base64offset&contains: 'oba' | true",
        "CommandLine&wide&base64offset&contains: 'IEX' | true",
        "CommandLine&utf16le&base64offset&contains: 'IEY' | false",
        "CommandLine&windash&contains: ' -enc' | true",
        "CommandLine&windash&contains: ' -Enk' | false",
        "CommandLine&expand&contains: '%tools%' | true",
        "Image&fieldref: ParentImage | true",
        "Image&fieldref: CommandLine | false",
        "ProcessId: 4660 | true",
        "ProcessId: '0x1234' | true",
        "ProcessId: 466? | true",
        "ProcessId&gte: 4660 | true",
        "ProcessId&gt: 4660 | false",
        "ProcessId&lt: 4660.5 | true",
        "ProcessId&lte: 4659 | false",
        "Size&gt: 16 | true",
        "ProcessId&neq: 4660 | false",
        "ProcessId&neq: 1 | true",
        "DestAddr&cidr: 10.0.0.0/8 | true",
        "DestAddr&cidr: 192.168.0.0/16 | false",
        "User: null | true",
        "Empty: null | true",
        "Empty: '' | true",
        "Image: null | false",
        "Image: '' | false",
        "Image&exists: true | true",
        "User&exists: yes1 | error",
        "User&exists: false | true",
        "'@timestamp&hour': 13 | true",
        "'@timestamp&minute': 8 | false",
        "'@timestamp&week': 18 | true",
        "Hashes&contains: IMPHASH=11 | true"
      })
  void valuesMeanWhatTheSpecificationSays(String item, String expected) {
    String detection = "  selection:\n    " + item.replace('&', '|') + "\n  condition: selection\n";
    if (expected.equals("error")) {
      assertEquals(1, SigmaReader.read("r.yml", HEAD + "detection:\n" + detection).errors().size());
    } else {
      assertEquals(Boolean.parseBoolean(expected), fires(detection));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yes_a and not no_b, true",
    "not (yes_a and no_b), true",
    "yes_a and no_a or yes_b, true",
    "1 of yes*, true",
    "all of them, false",
    "all of yes_*, true",
    "any of no_*, false",
    "not 1 of no_*, true",
    "words, true"
  })
  void conditionsCombineSelections(String condition, boolean expected) {
    assertEquals(
        expected,
        fires(
            "  yes_a: {Image|endswith: cmd.exe}\n  yes_b: {CommandLine|contains: echo}\n"
                + "  no_a: {Image: x}\n  no_b: {Image: y}\n  words: ['*ECHO*', nothing]\n"
                + "  _left: {Image: z}\n  condition: "
                + condition
                + "\n"));
  }

  /** Place, then part of the reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {Image&nosuch: x}\\n  condition: a | 4:7 | unknown modifier 'nosuch'",
        "a: {Image: x}\\n  condition: a and b | 5:20 | no selection 'b'",
        "a: {Image: x}\\n  condition: (a | 5:14 | '(' is not closed",
        "a: {Image: x}\\n  condition: 1 of c* | 5:19 | no selection is called 'c*'",
        "a: {Image&re: '(?=x)'}\\n  condition: a | 4:17 | bad regular expression",
        "a: {Image: {b: c}}\\n  condition: a | 4:14 | a map as value",
        "a: {Image: [x]\\n  condition: a | 5:3 | no YAML"
      })
  void mistakesAreToldWithTheirPlace(String detection, String place, String reason) {
    SigmaFile file =
        SigmaReader.read(
            "r.yml",
            HEAD + "detection:\n  " + detection.replace("\\n", "\n").replace('&', '|') + "\n");
    String found = file.errors().toString();
    assertEquals(1, file.errors().size(), found);
    assertEquals(place, file.errors().getFirst().place().toString(), found);
    assertTrue(found.contains(reason), found);
  }

  @Test
  void collectionsAndCorrelationsAreRead() {
    SigmaFile file =
        SigmaReader.read(
            "r.yml",
            """
            action: global
            logsource: {category: process_creation, product: windows}
            ---
            title: one
            name: one
            detection: {a: {Image: x}, condition: a}
            ---
            action: repeat
            title: two
            ---
            title: many
            correlation:
              type: value_count
              rules: one
              group-by: [Computer]
              timespan: 5m
              condition: {field: User, gte: 3}
            """);
    assertEquals(List.of(), file.errors());
    assertEquals(3, file.documents().size());
    Correlation correlation = ((SigmaDocument.Correlated) file.documents().getLast()).correlation();
    assertEquals(Correlation.Type.VALUE_COUNT, correlation.type());
    assertEquals(Duration.ofMinutes(5), correlation.timespan());
    assertEquals(
        List.of(new Correlation.Bound(Correlation.Comparison.GTE, 3)), correlation.bounds());
  }
}
