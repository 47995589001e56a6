package dev.ring3.search.query.match;

import dev.ring3.search.query.Query;
import java.util.List;
import java.util.Optional;

/**
 * How a set finds the events on which it tests a query in full.
 *
 * @param kinds the events that are looked at, such as {@code event.action is process_start}
 * @param texts those of which an event must have one, as place and text; none if every event of the
 *     kinds is tested
 */
public record Explanation(String kinds, List<String> texts) {
  public Explanation {
    texts = List.copyOf(texts);
  }

  public static Explanation of(Query query) {
    Optional<Bucketing> kinds = Bucketing.of(query);
    return new Explanation(
        kinds
            .map(
                k ->
                    k.field().ecs()
                        + " is "
                        + String.join(" or ", k.values().stream().sorted().toList()))
            .orElse("all events"),
        Cover.of(query).map(Cover::needles).orElse(List.of()).stream()
            .map(
                needle ->
                    (needle.name() == null ? "any value" : needle.name()) + ": " + needle.text())
            .toList());
  }
}
