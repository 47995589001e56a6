package dev.ring3.webui.event;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.webui.hunt.HuntState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way on from an event: a hunt for what has something in common with it.
 *
 * @param label what people read
 * @param about the value they have in common
 */
record Pivot(String label, String about, String url) {
  private static final Duration AROUND = Duration.ofMinutes(5);

  /** What a pivot over one field is called. */
  private record OverField(String label, Field field) {}

  private static final List<OverField> FIELDS =
      List.of(
          new OverField("Same process", Field.PROCESS_ENTITY_ID),
          new OverField("Same program", Field.PROCESS_EXECUTABLE),
          new OverField("Parent process", Field.PROCESS_PARENT_ENTITY_ID),
          new OverField("Same user", Field.USER_NAME),
          new OverField("Same logon session", Field.WINLOG_LOGON_ID),
          new OverField("Same host", Field.HOST_NAME),
          new OverField("Same file", Field.FILE_PATH),
          new OverField("Same destination", Field.DESTINATION_IP));

  /** The pivots that this event allows, in the case it is in. */
  static List<Pivot> of(Event event, String caseName) {
    HuntState all = HuntState.everything().withCase(caseName);
    List<Pivot> pivots = new ArrayList<>();
    if (event.type() == EventType.ALERT) {
      pivots.add(new Pivot("What it was raised on", "the event", raisedOn(event, all)));
    }
    HuntState near =
        all.withTimes(event.time().minus(AROUND).toString(), event.time().plus(AROUND).toString());
    HuntState nearOnHost =
        event
            .text(Field.HOST_NAME)
            .map(host -> near.with(Field.HOST_NAME.ecs(), host))
            .orElse(near);
    pivots.add(new Pivot("± 5 minutes around", "on this host", nearOnHost.url("/hunt")));
    for (OverField pivot : FIELDS) {
      event
          .text(pivot.field())
          .ifPresent(
              value ->
                  pivots.add(
                      new Pivot(
                          pivot.label(),
                          value,
                          all.with(pivot.field().ecs(), value).url("/hunt"))));
    }
    event
        .text(Field.PROCESS_ENTITY_ID)
        .ifPresent(
            id ->
                pivots.add(
                    new Pivot(
                        "What its children did",
                        id,
                        all.with(Field.PROCESS_ANCESTRY.ecs(), id).url("/hunt"))));
    return pivots;
  }

  /** The event of an alert: at its place in a file, or what the process did at that moment. */
  private static String raisedOn(Event alert, HuntState all) {
    HuntState event = all.without(Field.EVENT_KIND.ecs(), "alert");
    if (alert.has(Field.LOG_FILE_PATH) && alert.number(Field.LOG_OFFSET).isPresent()) {
      return event
          .with(Field.LOG_FILE_PATH.ecs(), alert.text(Field.LOG_FILE_PATH).orElseThrow())
          .with(Field.LOG_OFFSET.ecs(), Long.toString(alert.number(Field.LOG_OFFSET).orElseThrow()))
          .url("/hunt");
    }
    HuntState then = event.withTimes(alert.time().toString(), alert.time().toString());
    return alert
        .text(Field.PROCESS_ENTITY_ID)
        .map(id -> then.with(Field.PROCESS_ENTITY_ID.ecs(), id))
        .orElse(then)
        .url("/hunt");
  }
}
