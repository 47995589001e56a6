package dev.ring3.collector.sensor.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.etw.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no bridge; {@code LiveEtwTest} has one. */
class EtwSensorTest {
  private static final String UNSEEN = "what happens on this host, as it happens";

  @TempDir Path folder;

  private EtwSensor sensor(String system) {
    return new EtwSensor(NativeLibrary.locate(system, List.of(folder)), folder, "host");
  }

  @Test
  void elsewhereThereIsNoEtw() {
    Ability ability = sensor("Linux").probe();
    assertFalse(ability.works());
    assertEquals("Nothing is told of ETW: ETW exists on Windows only.", ability.detail());
    assertEquals(List.of(new Lack(UNSEEN, "run on Windows")), ability.lacks());
  }

  @Test
  void withoutTheLibraryTheRemedyIsToldAndNothingStarts() {
    EtwSensor sensor = sensor("Windows 11");
    Ability ability = sensor.probe();
    assertFalse(ability.works());
    assertEquals(
        List.of(new Lack(UNSEEN, "put ring3_etw.dll beside the jar to receive ETW events")),
        ability.lacks());
    Lane lane = new Lane(Clock.systemUTC(), new Semaphore(0));
    assertThrows(IOException.class, () -> sensor.start(lane));
  }
}
