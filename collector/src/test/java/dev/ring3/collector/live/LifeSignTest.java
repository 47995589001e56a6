package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeSignTest {
  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path data;

  private LifeSign at(Instant now) {
    return new LifeSign(data, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void tellsUntilWhenTheLastOneWentOn() throws Exception {
    assertTrue(at(THEN).begin().isEmpty(), "the first time there is no gap");
    at(THEN.plusSeconds(30)).renew();
    LifeSign.Gap killed = at(THEN.plusSeconds(90)).begin().orElseThrow();
    assertEquals(new LifeSign.Gap(THEN.plusSeconds(30), THEN.plusSeconds(90), true), killed);
    at(THEN.plusSeconds(100)).end();
    LifeSign.Gap stopped = at(THEN.plusSeconds(160)).begin().orElseThrow();
    assertEquals(new LifeSign.Gap(THEN.plusSeconds(100), THEN.plusSeconds(160), false), stopped);
  }

  @Test
  void theNextStartTellsOfAKillAndOfAStop() throws Exception {
    at(THEN).begin();
    List<Event> afterKill = startAndStop();
    Event start = afterKill.getFirst();
    assertEquals(EventType.AGENT_START, start.type());
    assertEquals("killed", start.source().get("ring3.down.cause"));
    assertEquals(THEN.toString(), start.source().get("ring3.down.from"));
    Event loss =
        afterKill.stream()
            .filter(e -> "not running".equals(e.source().get("ring3.loss.reason")))
            .findFirst()
            .orElseThrow();
    assertEquals(EventType.AGENT_LOSS, loss.type());
    assertEquals(THEN.toString(), loss.source().get("ring3.loss.from"));
    assertTrue(loss.text(Field.MESSAGE).orElse("").contains(THEN.toString()));

    List<Event> afterStop = startAndStop();
    assertEquals("stopped", afterStop.getFirst().source().get("ring3.down.cause"));
    assertFalse(
        afterStop.stream()
            .anyMatch(e -> "not running".equals(e.source().get("ring3.loss.reason"))));
  }

  private List<Event> startAndStop() {
    Collected collected = new Collected();
    LiveCollector.start(LiveSettings.of(data), collected::add).close();
    return collected.all();
  }
}
