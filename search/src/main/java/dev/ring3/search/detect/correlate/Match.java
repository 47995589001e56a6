package dev.ring3.search.detect.correlate;

import dev.ring3.search.query.Name;
import dev.ring3.search.sigma.rule.About;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a correlation found in one group.
 *
 * @param about the correlation
 * @param type Sigma's word for what it looks at
 * @param group the values that its events share
 * @param time when it was found, by the time of the events
 * @param start of the first event
 * @param end of the last event
 * @param value what was compared
 * @param events how many there were
 * @param rules those that hit, by title
 * @param everyone who did each of them, as far as they are remembered
 * @param isFirst whether the group was not told of in the timespan before
 */
public record Match(
    About about,
    String type,
    List<GroupValue> group,
    Instant time,
    Instant start,
    Instant end,
    double value,
    long events,
    List<String> rules,
    List<Who> everyone,
    boolean isFirst,
    Hit last)
    implements Occurrence {
  public Match {
    Objects.requireNonNull(about);
    Objects.requireNonNull(type);
    group = List.copyOf(group);
    Objects.requireNonNull(time);
    Objects.requireNonNull(start);
    Objects.requireNonNull(end);
    rules = List.copyOf(rules);
    everyone = List.copyOf(everyone);
    Objects.requireNonNull(last);
  }

  /**
   * A value of {@code group-by}.
   *
   * @param name as the correlation calls it
   * @param place where events have it, if it is the same place for the first rule's events
   */
  public record GroupValue(String name, String value, Optional<Name> place) {
    public GroupValue {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
      Objects.requireNonNull(place);
    }
  }

  /** A value of the group, else of the last event. */
  @Override
  public Optional<String> value(String field) {
    return group.stream()
        .filter(each -> each.name().equals(field))
        .map(GroupValue::value)
        .findFirst()
        .or(() -> last.value(field));
  }
}
