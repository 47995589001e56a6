package dev.ring3.collector.sensor;

import dev.ring3.collector.audit.Architecture;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The sensors there are, in the order in which their messages are taken. */
public final class Sensors {
  private Sensors() {}

  /** Whether this is a platform that there are sensors for. */
  public static boolean anyHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("sun.arch.data.model", "64").equals("64");
  }

  /**
   * Sensors of Linux, not started.
   *
   * @param dataDirectory Ring3's own folder
   */
  public static List<Sensor> linux(
      Path dataDirectory, Clock clock, BootClock boot, List<WatchedPath> watched) {
    InventorySensor inventory = new InventorySensor(inventories(), clock);
    return List.of(
        new ProcessSensor(boot),
        new AuditSensor(dataDirectory.resolve("audit.restore"), watched),
        new FileSensor(dataDirectory, inventory),
        new SocketSensor(),
        new DnsSensor(new SocketOwners()),
        inventory);
  }

  private static List<Inventory> inventories() {
    List<Inventory> all = new ArrayList<>(Inventory.files());
    all.add(ListeningSockets.inventory());
    Architecture.ofJava(System.getProperty("os.arch"))
        .ifPresent(machine -> all.add(LoadedPrograms.inventory(machine)));
    return all;
  }
}
