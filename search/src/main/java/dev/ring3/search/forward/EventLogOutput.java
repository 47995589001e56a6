package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.win32.EventLog;
import java.io.IOException;
import java.util.Locale;

/** The Windows log Application, under the source Ring3, event id 1. */
final class EventLogOutput implements AlertOutput {
  private static final int ALERT = 1;

  private final EventLog log;

  private EventLogOutput(EventLog log) {
    this.log = log;
  }

  static EventLogOutput open() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      throw new IllegalArgumentException("'eventlog:' exists on Windows only: use syslog: here");
    }
    return new EventLogOutput(new EventLog("Ring3"));
  }

  @Override
  public void send(Event alert) throws IOException {
    EventLog.Kind kind =
        switch (alert.text(Field.RULE_LEVEL).orElse("")) {
          case "critical", "high" -> EventLog.Kind.ERROR;
          case "medium" -> EventLog.Kind.WARNING;
          case String _other -> EventLog.Kind.INFORMATION;
        };
    log.report(kind, ALERT, AlertText.sentence(alert), AlertText.json(alert));
  }

  @Override
  public void close() {
    log.close();
  }
}
