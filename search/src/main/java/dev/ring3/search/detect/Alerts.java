package dev.ring3.search.detect;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.sigma.rule.About;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes alerts: what the rule says of itself, and who did it as the event says. */
final class Alerts {
  /** Who and where, so that an alert is found and understood without its event. */
  private static final Set<Field> TAKEN_OVER =
      EnumSet.of(
          Field.HOST_NAME,
          Field.HOST_OS_TYPE,
          Field.USER_ID,
          Field.USER_NAME,
          Field.USER_DOMAIN,
          Field.PROCESS_ENTITY_ID,
          Field.PROCESS_PID,
          Field.PROCESS_NAME,
          Field.PROCESS_EXECUTABLE,
          Field.PROCESS_COMMAND_LINE,
          Field.PROCESS_LINEAGE,
          Field.PROCESS_ANCESTRY,
          Field.PROCESS_PARENT_ENTITY_ID,
          Field.PROCESS_PARENT_NAME,
          Field.TARGET_PROCESS_ENTITY_ID,
          Field.TARGET_PROCESS_NAME,
          Field.LOG_FILE_PATH,
          Field.LOG_OFFSET);

  private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t\\d{4}(?:\\.\\d{3})?)");
  private static final Pattern TACTIC = Pattern.compile("attack\\.([a-z]+(?:[-_][a-z]+)*)");

  private Alerts() {}

  /** The alert of a rule on one event, at the event's time. */
  static Event of(About rule, Event event) {
    Event.Builder alert = Event.of(EventType.ALERT, event.time());
    event.forEach(
        (field, value) -> {
          if (TAKEN_OVER.contains(field)) {
            take(alert, field, value);
          }
        });
    describe(alert, rule);
    span(alert, event.time(), event.time());
    return alert.build();
  }

  /** Tells that a rule found more than it could raise alerts for. */
  static Event silent(About rule, long hits, Instant now) {
    Event.Builder alert = Event.of(EventType.ALERT, now);
    describe(alert, rule);
    return alert
        .set(Field.MESSAGE, rule.title() + ": " + hits + " more hits, without an alert each")
        .source("ring3.suppressed", Long.toString(hits))
        .build();
  }

  static void span(Event.Builder alert, Instant first, Instant last) {
    alert.set(Field.EVENT_START, first).set(Field.EVENT_END, last);
  }

  static void describe(Event.Builder alert, About rule) {
    alert
        .set(Field.RULE_UUID, rule.id())
        .set(Field.RULE_NAME, rule.title())
        .set(Field.RULE_LEVEL, rule.level().word())
        .set(Field.MESSAGE, rule.title())
        .setAll(Field.THREAT_TECHNIQUE_ID, techniques(rule.tags()))
        .setAll(Field.THREAT_TACTIC_NAME, tactics(rule.tags()));
  }

  private static void take(Event.Builder alert, Field field, Object value) {
    switch (value) {
      case Long number -> alert.set(field, number);
      case List<?> many -> alert.setAll(field, many.stream().map(String.class::cast).toList());
      case Object text when field.type() != FieldType.DATE -> alert.set(field, text.toString());
      case Object _time -> {}
    }
  }

  /** {@code attack.t1059.001} is T1059.001. */
  static List<String> techniques(List<String> tags) {
    List<String> found = new ArrayList<>();
    for (String tag : tags) {
      Matcher matcher = TECHNIQUE.matcher(tag.toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        found.add(matcher.group(1).toUpperCase(Locale.ROOT));
      }
    }
    return found;
  }

  /** {@code attack.credential-access} is Credential Access. */
  static List<String> tactics(List<String> tags) {
    List<String> found = new ArrayList<>();
    for (String tag : tags) {
      Matcher matcher = TACTIC.matcher(tag.toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        List<String> words = new ArrayList<>();
        for (String word : matcher.group(1).split("[-_]", -1)) {
          words.add(
              word.equals("and")
                  ? word
                  : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        found.add(String.join(" ", words));
      }
    }
    return found;
  }
}
