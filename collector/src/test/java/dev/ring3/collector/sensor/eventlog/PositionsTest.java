package dev.ring3.collector.sensor.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PositionsTest {
  private static final Instant START = Instant.parse("2026-03-01T11:00:00Z");

  @TempDir Path folder;

  private Positions load() throws IOException {
    return Positions.load(folder.resolve("positions"));
  }

  private OptionalLong written(String channel) throws IOException {
    return load().of(channel);
  }

  @Test
  void anOrderlyStopGoesOnExactlyThere() throws IOException {
    Positions positions = load();
    assertEquals(OptionalLong.empty(), positions.of("System"));
    positions.begin("System", 10);
    positions.begin("A/Operational", 0);
    positions.handedOver("System", 17);
    positions.saveAll();
    assertEquals(OptionalLong.of(17), written("System"));
    assertEquals(OptionalLong.of(0), written("A/Operational"));
  }

  /** What the index may not have on its disk yet is read again: doubled rather than lost. */
  @Test
  void aCrashGoesOnBehindWhatIsSettled() throws IOException {
    Positions positions = load();
    positions.begin("System", 10);
    positions.saveAll();
    positions.handedOver("System", 11);
    positions.save(START);
    assertEquals(OptionalLong.of(10), written("System"), "11 is not settled");
    positions.handedOver("System", 12);
    positions.save(START.plus(Positions.SETTLED.minusSeconds(1)));
    assertEquals(OptionalLong.of(10), written("System"), "a second too early");
    positions.save(START.plus(Positions.SETTLED).plus(Positions.SAVE_EVERY));
    assertEquals(OptionalLong.of(11), written("System"), "12 came later");
    positions.save(START.plus(Positions.SETTLED.multipliedBy(3)));
    assertEquals(OptionalLong.of(12), written("System"));
  }

  @Test
  void linesThatAreDamagedArePassedOver() throws IOException {
    Files.writeString(
        folder.resolve("positions"), "x\tA\n\n5\n99999999999999999999\tB\n7\tSystem\n-1\tC\n");
    assertEquals(OptionalLong.of(7), written("System"));
    assertEquals(OptionalLong.empty(), written("A"));
    assertEquals(OptionalLong.empty(), written("B"));
    assertEquals(OptionalLong.empty(), written("C"));
  }
}
