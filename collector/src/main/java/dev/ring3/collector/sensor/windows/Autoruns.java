package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Kind;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.sensor.windows.watch.FolderWatch;
import dev.ring3.collector.sensor.windows.watch.RegistryWatch;
import dev.ring3.collector.sensor.windows.watch.Wake;
import dev.ring3.collector.sensor.windows.watch.Wakes;
import dev.ring3.collector.win32.RegistryKey.Changes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What Windows starts by itself, by the places of {@code autoruns.yml}. Changes in the registry and
 * in the folders wake it; else it looks every {@link #EVERY}.
 */
public final class Autoruns {
  public static final String NAME = "windows.autoruns";

  static final Duration EVERY = Duration.ofSeconds(10);

  /** Where the Task Scheduler notes each task, in folders of any depth. */
  private static final String TASKS =
      "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree";

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
    Wake wake =
        new Wakes(
            new RegistryWatch(registry::watched, Changes.ALL_BELOW),
            new RegistryWatch(() -> List.of(TASKS), Changes.ALL_BELOW),
            new FolderWatch(folders::folders));
    return new SnapshotSensor(subject, wake, registry::denied, clock, host);
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
