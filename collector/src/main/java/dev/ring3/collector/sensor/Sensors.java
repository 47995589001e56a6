package dev.ring3.collector.sensor;

import dev.ring3.collector.sensor.etw.EtwSensor;
import dev.ring3.collector.sensor.eventlog.EventLogSensor;
import dev.ring3.collector.sensor.linux.LinuxSensors;
import dev.ring3.collector.sensor.windows.AccountInventory;
import dev.ring3.collector.sensor.windows.Autoruns;
import dev.ring3.collector.sensor.windows.ProcessSnapshots;
import dev.ring3.collector.sensor.windows.ServiceInventories;
import dev.ring3.collector.sensor.windows.Sockets;
import dev.ring3.collector.sensor.windows.inventory.HostInventories;
import dev.ring3.collector.sensor.windows.wmi.WmiSubscriptions;
import dev.ring3.etw.NativeLibrary;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The sensors there are, in the order in which their messages are taken. */
public final class Sensors {
  private Sensors() {}

  /** Whether this is a Linux that there are sensors for. */
  public static boolean onLinux() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("sun.arch.data.model", "64").equals("64");
  }

  /** Whether this is a Windows that there are sensors for. */
  public static boolean onWindows() {
    return System.getProperty("os.name").startsWith("Windows")
        && System.getProperty("sun.arch.data.model", "64").equals("64");
  }

  /**
   * Sensors of Windows, not started.
   *
   * @param dataDirectory Ring3's own folder
   * @param host name of this host
   */
  public static List<Sensor> windows(Path dataDirectory, Clock clock, String host) {
    String jars = System.getProperty("java.class.path");
    Path here = Path.of(jars.split(File.pathSeparator, -1)[0]).toAbsolutePath().getParent();
    NativeLibrary bridge =
        NativeLibrary.locate(
            System.getProperty("os.name"), here == null ? List.of() : List.of(here));
    List<Sensor> all = new ArrayList<>();
    all.add(new EtwSensor(bridge, dataDirectory.resolve("bridge"), host));
    all.add(new EventLogSensor(dataDirectory, clock, host));
    all.add(new ProcessSnapshots(clock, host));
    all.add(Sockets.sensor(clock, host));
    all.add(ServiceInventories.sensor(clock, host));
    all.add(Autoruns.sensor(clock, host));
    all.add(WmiSubscriptions.sensor(clock, host));
    all.add(AccountInventory.sensor(clock, host));
    all.addAll(HostInventories.sensors(clock, host));
    return List.copyOf(all);
  }

  /**
   * Sensors of Linux, not started.
   *
   * @param dataDirectory Ring3's own folder
   */
  public static List<Sensor> linux(
      Path dataDirectory, Clock clock, BootClock boot, List<WatchedPath> watched) {
    return LinuxSensors.all(dataDirectory, clock, boot, watched);
  }
}
