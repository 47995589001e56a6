package dev.ring3.webui.alerts;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.query.QueryText;
import dev.ring3.webui.hunt.HuntRequests;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.TimeText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an exclusion would have hidden of the alerts that were raised.
 *
 * @param alike alerts of the same rule, program, command line and user as the one it is made from
 * @param others further ones
 * @param examples some of those
 */
record ExclusionPreview(long alike, long others, List<Example> examples, String url) {
  private static final int EXAMPLES = 20;
  private static final String ALERTS = "event.kind:alert";

  /** What the one it is made from has in common with those that are meant. */
  private static final List<Field> COMMON =
      List.of(
          Field.RULE_UUID, Field.PROCESS_EXECUTABLE, Field.PROCESS_COMMAND_LINE, Field.USER_NAME);

  private static final List<Field> PROPOSED =
      List.of(Field.RULE_UUID, Field.HOST_NAME, Field.PROCESS_EXECUTABLE, Field.USER_NAME);

  ExclusionPreview {
    examples = List.copyOf(examples);
  }

  /** An alert that would be hidden as well. */
  record Example(String time, String rule, String host, String what, String url) {}

  /** A query for alerts like this one: same rule, host, program and user. */
  static String proposal(Event alert) {
    return terms(alert, PROPOSED).collect(Collectors.joining(" AND "));
  }

  private static Stream<String> terms(Event alert, List<Field> fields) {
    return fields.stream()
        .flatMap(field -> alert.text(field).map(v -> QueryText.match(field.ecs(), v)).stream());
  }

  static ExclusionPreview of(Hunt hunt, HuntRequests requests, Event alert, String query) {
    HuntState hidden = HuntState.everything().withQuery(ALERTS + " AND (" + query + ")");
    String like = terms(alert, COMMON).collect(Collectors.joining(" AND "));
    HuntState alike = hidden.withQuery(hidden.query() + " AND (" + like + ")");
    HuntState others = hidden.withQuery(hidden.query() + " AND NOT (" + like + ")");
    return new ExclusionPreview(
        hunt.count(requests.of(alike)),
        hunt.count(requests.of(others)),
        hunt.page(requests.of(others), null, EXAMPLES).rows().stream()
            .map(
                row ->
                    new Example(
                        TimeText.seconds(row.event().time()),
                        row.event().text(Field.RULE_NAME).orElse(""),
                        row.event().text(Field.HOST_NAME).orElse(""),
                        row.event()
                            .text(Field.PROCESS_COMMAND_LINE)
                            .or(() -> row.event().text(Field.PROCESS_EXECUTABLE))
                            .orElse(""),
                        "/event/" + row.ref()))
            .toList(),
        hidden.url("/hunt"));
  }
}
