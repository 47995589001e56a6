package dev.ring3.collector.evtx;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values of one record after the other. */
final class RecordBuilder {
  private EnumMap<SystemField, String> system = new EnumMap<>(SystemField.class);
  private final NamedTexts data = new NamedTexts();
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final Map<String, Integer> numbered = new HashMap<>();
  private @Nullable Instant time;
  private @Nullable String message;
  private @Nullable String problem;
  private int problems;

  /** Forgets what has been collected. */
  void clear() {
    system = new EnumMap<>(SystemField.class);
    data.clear();
    occurrences.clear();
    numbered.clear();
    time = null;
    message = null;
    problem = null;
    problems = 0;
  }

  boolean hasTime() {
    return time != null;
  }

  void putTime(Instant created) {
    time = created;
  }

  void putSystem(SystemField field, String text) {
    if (text.isEmpty()) {
      return;
    }
    system.putIfAbsent(field, text);
    if (field == SystemField.TIME_CREATED) {
      try {
        time = Instant.parse(text);
      } catch (DateTimeParseException e) {
        addProblem("TimeCreated needs a time in ISO 8601, has \"" + text + '"');
      }
    }
  }

  /** The second value of the same name is called {@code NAME#2}. */
  void putData(String name, String text) {
    String unique = name;
    while (!data.add(unique, text)) {
      unique = name + '#' + occurrences.merge(name, 2, (count, two) -> count + 1);
    }
  }

  void putNumbered(String prefix, String text) {
    putData(prefix + numbered.merge(prefix, 1, Integer::sum), text);
  }

  void putMessage(String text) {
    if (message == null && !text.isEmpty()) {
      message = text;
    }
  }

  /** Remembers that a value is not what it should be, although the record goes on. */
  void addProblem(String what) {
    problems++;
    if (problem == null) {
      problem = what;
    }
  }

  /** The first problem of the record, and how many there are; null if there is none. */
  @Nullable String problem() {
    return problems > 1 ? problem + " (and " + (problems - 1) + " more)" : problem;
  }

  int problems() {
    return problems;
  }

  EvtxRecord record(long offset, int chunk, long id, long written) {
    Instant created = time == null ? Times.instant(written) : time;
    return new EvtxRecord(offset, chunk, id, created, system, data.build(), message);
  }
}
