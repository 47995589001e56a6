package dev.ring3.search.detect.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.sigma.read.SigmaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of Ring3 finds the events that are beside it, and not those that look like them. */
class OwnRulesTest {
  @TempDir Path data;

  static Stream<String> names() {
    return OwnRules.read().stream()
        .flatMap(file -> file.documents().stream())
        .map(document -> document.about().file())
        .map(file -> file.substring(file.indexOf('/') + 1, file.indexOf(".yml")));
  }

  @Test
  void theyAreFaultless() {
    for (SigmaFile file : OwnRules.read()) {
      assertEquals(List.of(), file.findings());
      assertEquals(1, file.documents().size());
    }
    RuleSet rules = new RuleFolder(data).load();
    assertEquals(List.of(), rules.leftOut());
    assertEquals(OwnRules.read().size(), rules.enabled().size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRuleFindsWhatItIsFor(String name) throws IOException {
    RuleSet rules = new RuleFolder(data).load();
    String title = rules.find(name + ".yml").orElseThrow().about().title();
    Detector.Session session = new Detector(rules).session();
    for (Event event : events(name + ".hits.ndjson")) {
      assertEquals(true, alerts(session, event).contains(title), event::toString);
    }
    for (Event event : events(name + ".others.ndjson")) {
      assertFalse(alerts(session, event).contains(title), event::toString);
    }
  }

  private static List<String> alerts(Detector.Session session, Event event) {
    List<String> titles = new ArrayList<>();
    session.detect(event, alert -> titles.add(alert.text(Field.RULE_NAME).orElseThrow()));
    return titles;
  }

  private static List<Event> events(String file) throws IOException {
    Path path =
        Path.of(Objects.requireNonNull(OwnRulesTest.class.getResource(file), file).getPath());
    List<Event> events = new ArrayList<>();
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), events::add);
    new FileReader()
        .read(
            path,
            file,
            item -> {
              if (item instanceof SourceRecord record) {
                pipeline.accept(record);
              }
            });
    pipeline.flush();
    assertEquals(Files.readAllLines(path).size(), events.size());
    return events;
  }
}
