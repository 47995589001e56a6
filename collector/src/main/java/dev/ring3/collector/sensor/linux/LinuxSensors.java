package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.audit.Architecture;
import dev.ring3.collector.sensor.BootClock;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.WatchedPath;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The sensors of Linux. */
public final class LinuxSensors {
  private LinuxSensors() {}

  /**
   * All of them, not started, in the order in which their messages are taken.
   *
   * @param dataDirectory Ring3's own folder
   */
  public static List<Sensor> all(
      Path dataDirectory, Clock clock, BootClock boot, List<WatchedPath> watched) {
    InventorySensor inventory = new InventorySensor(inventories(), clock, System::nanoTime);
    return List.of(
        new ProcessSensor(boot),
        new AuditSensor(dataDirectory.resolve("audit.restore"), watched),
        new FileSensor(dataDirectory, inventory),
        new SocketSensor(),
        new DnsSensor(new SocketOwners()),
        inventory);
  }

  private static List<Inventory> inventories() {
    List<Inventory> all = new ArrayList<>(FileInventories.all());
    all.add(ListeningSockets.inventory());
    Architecture.ofJava(System.getProperty("os.arch"))
        .ifPresent(machine -> all.add(LoadedPrograms.inventory(machine)));
    return all;
  }
}
