package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.export.EventSink;
import dev.ring3.search.export.NdjsonFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Alerts as text. */
final class AlertText {
  private AlertText() {}

  /** One JSON document in ECS nesting, on one line. */
  static String json(Event alert) throws IOException {
    StringWriter text = new StringWriter();
    try (EventSink sink = new NdjsonFormat().open(text, List.of())) {
      sink.write(alert);
    }
    return text.toString().stripTrailing();
  }

  /** A line for people. */
  static String sentence(Event alert) {
    String where =
        Stream.of(Field.HOST_NAME, Field.USER_NAME, Field.PROCESS_EXECUTABLE)
            .flatMap(field -> alert.text(field).stream())
            .collect(Collectors.joining(", "));
    String what = alert.text(Field.MESSAGE).or(() -> alert.text(Field.RULE_NAME)).orElse("alert");
    return String.format(
        Locale.ROOT,
        "%s: %s (%s)%s",
        alert.text(Field.RULE_LEVEL).orElse("unrated"),
        what,
        where,
        alert.text(Field.PROCESS_COMMAND_LINE).map(line -> ": " + line).orElse(""));
  }
}
