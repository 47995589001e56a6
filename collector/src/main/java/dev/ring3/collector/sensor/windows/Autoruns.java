package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Kind;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What Windows starts by itself, by the places of {@code autoruns.yml}. Changes in the registry
 * wake it; else it looks every {@link #EVERY}.
 */
public final class Autoruns {
  public static final String NAME = "windows.autoruns";

  static final Duration EVERY = Duration.ofSeconds(10);

  private Autoruns() {}

  /**
   * @param host name of this host
   */
  public static SnapshotSensor sensor(Clock clock, String host) {
    AutorunPlaces places = AutorunPlaces.load();
    RegistryAutoruns registry = new RegistryAutoruns(places.keys());
    FolderAutoruns folders = new FolderAutoruns(places.folders(), System.getenv());
    Subject subject =
        new Subject(
            NAME,
            "Autoruns (compared)",
            "Values of the registry, files and scheduled tasks that start programs, within a"
                + " second or, where Windows does not tell of the change, 10 seconds.",
            EVERY,
            List.of(
                new Inventory(
                    "autorun values",
                    "registry_value_set",
                    "registry_value_set",
                    "registry_value_delete",
                    List.of(),
                    registry::look),
                files(
                    "startup files",
                    "file_create",
                    "file_modify",
                    "file_delete",
                    folders,
                    Kind.FILE),
                files(
                    "scheduled tasks",
                    "task_create",
                    "task_change",
                    "task_delete",
                    folders,
                    Kind.TASK)));
    return new SnapshotSensor(
        subject, new RegistryWatch(registry::watched), registry::denied, clock, host);
  }

  private static Inventory files(
      String name,
      String added,
      String changed,
      String removed,
      FolderAutoruns folders,
      Kind kind) {
    return new Inventory(name, added, changed, removed, List.of(), () -> folders.look(kind));
  }
}
