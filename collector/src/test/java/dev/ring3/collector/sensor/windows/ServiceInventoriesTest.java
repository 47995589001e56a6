package dev.ring3.collector.sensor.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.ProcessNotice;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.collector.testing.ExampleService;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A sensor that would not look again for an hour, if Windows did not tell it of a change. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class ServiceInventoriesTest {
  private final SnapshotSensor sensor =
      ServiceInventories.sensor(Duration.ofHours(1), Clock.systemUTC(), "here");
  private final List<HostRecord> found = new ArrayList<>();
  private final Findings findings =
      new Findings() {
        @Override
        public void record(SourceRecord record) {
          found.add((HostRecord) record);
        }

        @Override
        public void process(ProcessNotice notice) {
          throw new AssertionError(notice);
        }
      };

  @AfterEach
  void stop() {
    sensor.stop();
  }

  /** Lets the sensor work until it tells that of the service. */
  private HostRecord told(ExampleService service, String action, String state) {
    while (true) {
      sensor.tick(findings);
      for (HostRecord record : found) {
        if (record.action().equals(action)
            && service.name().equals(record.values().get("service.name"))
            && state.equals(record.values().get("service.state"))) {
          found.clear();
          return record;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void windowsWakesItFromAServicesMakingToItsEnd() throws Exception {
    Ability ability = sensor.start(new Lane(Clock.systemUTC(), new Semaphore(0)));
    assertTrue(ability.works(), ability::toString);
    sensor.tick(findings); // what is there
    assertFalse(found.isEmpty());
    found.clear();
    sensor.tick(findings); // the look that was due from the beginning
    try (ExampleService service = ExampleService.create("woken")) {
      HostRecord made = told(service, "service_create", "stopped");
      assertEquals(ExampleService.COMMAND, made.values().get("windows.service.command"));
      for (int time = 0; time < 2; time++) {
        service.start();
        HostRecord runs = told(service, "service_change", "running");
        assertTrue(Long.parseLong(runs.values().getOrDefault("windows.service.pid", "0")) > 0);
        service.stop();
        told(service, "service_change", "stopped");
      }
      service.delete();
      told(service, "service_delete", "stopped");
    }
  }
}
