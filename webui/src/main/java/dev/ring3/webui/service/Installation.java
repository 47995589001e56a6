package dev.ring3.webui.service;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.live.HostName;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells among the live events that Ring3 was installed or removed, while nothing collects. */
public final class Installation {
  private Installation() {}

  /**
   * Writes the event; it can be found once this returns.
   *
   * @param type {@code AGENT_INSTALL} or {@code AGENT_UNINSTALL}
   * @param place where the service is written down
   * @return why it could not be told; the installation is good without
   */
  public static Optional<String> tell(EventType type, Path data, String place) {
    Clock clock = Clock.systemUTC();
    try (LiveWriter events = LiveWriter.open(data, LiveLimits.USUAL, clock)) {
      events.accept(event(type, place, clock.instant()));
      return events.problem().map(why -> untold(type, why));
    } catch (IOException e) {
      return Optional.of(untold(type, String.valueOf(e.getMessage())));
    }
  }

  private static Event event(EventType type, String place, Instant now) {
    String host = new HostName().name();
    String version = Installation.class.getPackage().getImplementationVersion();
    return Event.of(type, now)
        .set(Field.HOST_NAME, host)
        .set(Field.EVENT_PROVIDER, "ring3")
        .set(Field.EVENT_MODULE, "ring3")
        .set(Field.EVENT_CREATED, now)
        .set(Field.PROCESS_PID, ProcessHandle.current().pid())
        .set(Field.USER_NAME, System.getProperty("user.name"))
        .set(Field.MESSAGE, type.label() + ": " + place)
        .source("ring3.service", place)
        .source("ring3.version", version == null ? "development" : version)
        .build();
  }

  private static String untold(EventType type, String why) {
    return "the event " + type.action() + ": " + why;
  }
}
