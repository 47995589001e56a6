package dev.ring3.collector.sensor.etw;

import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.etw.EtwException;
import dev.ring3.etw.EtwSession;
import dev.ring3.etw.ProviderLoss;
import dev.ring3.etw.SessionStatistics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A session and the thread that copies its records into the lane; tells what it loses. */
final class EtwFeed {
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private final EtwSession session;
  private final Catalogue catalogue;
  private final Lane lane;
  private final Thread thread;

  /** What was told of already, by reason. */
  private final Map<String, Long> told = new HashMap<>();

  private EtwFeed(EtwSession session, Catalogue catalogue, Lane lane) {
    this.session = session;
    this.catalogue = catalogue;
    this.lane = lane;
    this.thread =
        Thread.ofPlatform()
            .name("ring3-read-" + session.config().name().replace(' ', '-'))
            .daemon()
            .unstarted(this::read);
  }

  /** The feed owns the session from now on. */
  static EtwFeed start(EtwSession session, Catalogue catalogue, Lane lane) {
    EtwFeed feed = new EtwFeed(session, catalogue, lane);
    feed.thread.start();
    return feed;
  }

  EtwSession session() {
    return session;
  }

  private void read() {
    while (!session.ended()) {
      session.drain(LOOK_UP, lane::offer);
    }
    session.cut().ifPresent(reason -> lane.lost("the session " + name() + " ended: " + reason, 1));
  }

  private String name() {
    return session.config().name();
  }

  /** Whether the session ended without {@link #stop}, and all its records were read. */
  boolean isCut() {
    return session.ended() && session.cut().isPresent();
  }

  /** Tells what was lost since the last call. On {@code ring3-collect}. */
  void tellLosses() {
    if (session.ended()) {
      return;
    }
    for (ProviderLoss loss : session.losses()) {
      String provider = catalogue.provider(loss.provider()).orElse(loss.provider().toString());
      tell("the ring of " + name() + " was full: " + provider, loss.records());
    }
    tell("no frame in the ring of " + name(), session.malformed());
    try {
      SessionStatistics now = session.statistics();
      tell("Windows had no buffer for records of " + name(), now.eventsLost());
      tell("Windows could not write buffers of " + name(), now.buffersLost());
      tell("Windows dropped buffers of " + name() + " unread", now.realTimeBuffersLost());
    } catch (EtwException e) {
      // It ended a moment ago, which its thread tells; anything else is told the next time.
    }
  }

  private void tell(String reason, long total) {
    Long before = told.put(reason, total);
    long more = total - (before == null ? 0 : before);
    if (more > 0) {
      lane.lost(reason, more);
    }
  }

  /** Ends the session; what had come by then is in the lane when this returns. */
  void stop() {
    tellLosses();
    session.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the session's memory back. To be called last, after {@link #stop}. */
  void close() {
    session.close();
  }
}
