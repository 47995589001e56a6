package dev.ring3.search.detect.exclude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.query.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String RULE =
      """
      title: A shell
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e01
      level: low
      logsource:
        category: process_creation
        product: linux
      detection:
        selection:
          Image|endswith: '/sh'
        condition: selection
      """;

  @TempDir Path folder;

  private static Exclusion of(String query, @Nullable Instant expires) {
    return new Exclusion("1", query, "known", "ann", NOW, expires);
  }

  private static Event alert(String user) {
    return Event.of(EventType.ALERT, NOW)
        .set(Field.USER_NAME, user)
        .set(Field.RULE_UUID, "r")
        .build();
  }

  @Test
  void hidesWhatItsQueryFinds() {
    Exclusions exclusions =
        new Exclusions(
            List.of(of("rule.uuid:r AND user.name:back*", null)), InstantSource.fixed(NOW));
    assertTrue(exclusions.hiding(alert("Backup")).isPresent());
    assertFalse(exclusions.hiding(alert("root")).isPresent());
  }

  @Test
  void endsInTime() {
    List<Exclusion> all = List.of(of("rule.uuid:r", NOW));
    assertFalse(new Exclusions(all, InstantSource.fixed(NOW)).hiding(alert("root")).isPresent());
    assertTrue(
        new Exclusions(all, InstantSource.fixed(NOW.minusMillis(1)))
            .hiding(alert("root"))
            .isPresent());
  }

  @Test
  void takesNoNonsense() {
    assertThrows(IllegalArgumentException.class, () -> of(" ", null));
    assertThrows(
        QueryException.class, () -> Exclusions.parse("user.name:", InstantSource.fixed(NOW)));
    assertThrows(
        QueryException.class, () -> Exclusions.parse("nosuch.field:a", InstantSource.fixed(NOW)));
  }

  private static Event start(String user, String process) {
    return Event.of(EventType.PROCESS_START, NOW)
        .set(Field.HOST_OS_TYPE, "linux")
        .set(Field.USER_NAME, user)
        .set(Field.PROCESS_ENTITY_ID, process)
        .set(Field.PROCESS_EXECUTABLE, "/bin/sh")
        .build();
  }

  @Test
  void aDetectorRaisesNothingForThem() throws IOException {
    Files.createDirectories(folder.resolve("source"));
    Files.writeString(folder.resolve("source/a.yml"), RULE);
    RuleFolder rules = new RuleFolder(folder);
    rules.importFrom(folder.resolve("source"), "mine");
    long before = rules.version();
    rules.exclusions().add(of("rule.name:\"A shell\" AND user.name:backup", null));
    assertFalse(before == rules.version(), "a collection would not see the change");

    Detector detector = new Detector(rules.load(), true);
    List<Event> alerts = new ArrayList<>();
    Detector.Session session = detector.session();
    session.detect(start("backup", "p1"), alerts::add);
    session.detect(start("root", "p1"), alerts::add);
    assertEquals(1, alerts.size(), "what is hidden must not silence the process");
    assertEquals("root", alerts.getFirst().text(Field.USER_NAME).orElseThrow());
    assertEquals(1, detector.excluded());

    assertTrue(rules.exclusions().remove("1"));
    assertFalse(rules.exclusions().remove("1"));
    detector.use(rules.load());
    detector.session().detect(start("backup", "p2"), alerts::add);
    assertEquals(2, alerts.size());
  }

  @Test
  void aDamagedFileIsTold() throws IOException {
    RuleFolder rules = new RuleFolder(folder);
    rules.exclusions().add(of("rule.uuid:r", NOW.plusSeconds(60)));
    assertEquals(List.of(of("rule.uuid:r", NOW.plusSeconds(60))), rules.exclusions().read());
    Files.writeString(rules.exclusions().path(), "[{\"id\":");
    RulesException told = assertThrows(RulesException.class, rules::load);
    assertTrue(String.valueOf(told.getMessage()).contains("exclusions.json"), told.getMessage());
  }
}
