package dev.ring3.collector.sensor.windows.inventory;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.windows.SnapshotSensor;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.sensor.windows.watch.DeviceWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sensors of these inventories, by how often each kind of things changes. */
public final class HostInventories {
  private HostInventories() {}

  /**
   * Sensors, not started.
   *
   * @param host name of this host
   */
  public static List<Sensor> sensors(Clock clock, String host) {
    return List.of(
        new SnapshotSensor(
            new Subject(
                "windows.pipes",
                "Named pipes (compared)",
                "Named pipes that are made, within 2 seconds.",
                Duration.ofSeconds(2),
                List.of(arriving("named pipes", "pipe_create", Tables::pipes))),
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.mutexes",
                "Named mutexes (compared)",
                "Named mutexes that are made and kept, within 5 seconds, but not by whom; of other"
                    + " sessions for an administrator only.",
                Duration.ofSeconds(5),
                List.of(arriving("named mutexes", "mutex_create", Tables::mutexes))),
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.modules",
                "Loaded images (compared)",
                "Images that programs load and keep, within 30 seconds, where no trace session"
                    + " tells of them.",
                Duration.ofSeconds(30),
                List.of(arriving("loaded images", "image_load", Tables::modules))),
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.sessions",
                "Logon sessions (compared)",
                "Who logs on and off, within 5 seconds; for an administrator all of them.",
                Duration.ofSeconds(5),
                List.of(inventory("logon sessions", "logon", "logoff", Tables::sessions))),
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.dnscache",
                "Names in the resolver's cache (compared)",
                "Names that were looked up and are remembered, within 10 seconds.",
                Duration.ofSeconds(10),
                List.of(arriving("cached names", "dns_query", Tables::names))),
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.volumes",
                "Volumes and USB storage (compared)",
                "Drives that come and go, and USB storage that is new to this host, within a second"
                    + " or, where Windows does not tell of the change, 5 seconds.",
                Duration.ofSeconds(5),
                List.of(
                    inventory("volumes", "device_mount", "device_unmount", Tables::volumes),
                    arriving("USB storage", "device_mount", Registered::storage))),
            new DeviceWatch(),
            Set::of,
            clock,
            host),
        new SnapshotSensor(
            new Subject(
                "windows.trust",
                "Shares, root certificates, security products (compared)",
                "Shares, root certificates and security products that are added, changed or"
                    + " removed, within 30 seconds.",
                Duration.ofSeconds(30),
                List.of(
                    inventory("shares", "share_change", "share_change", Tables::shares),
                    inventory(
                        "root certificates",
                        "certificate_change",
                        "certificate_change",
                        RootCertificates::look),
                    inventory(
                        "security products", "log_record", "log_record", Registered::products))),
            clock,
            host));
  }

  /** Of things that come and go, or stay in a list for ever, only the coming is told. */
  private static Inventory arriving(String name, String added, Inventory.Source source) {
    return new Inventory(name, added, added, Optional.empty(), List.of(), source);
  }

  private static Inventory inventory(
      String name, String added, String removed, Inventory.Source source) {
    return new Inventory(name, added, added, removed, List.of(), source);
  }
}
