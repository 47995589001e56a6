package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.FanotifyEvents;
import dev.ring3.collector.decode.FanotifyEvents.Change;
import dev.ring3.collector.decode.FanotifyEvents.Place;
import dev.ring3.collector.decode.MountTable;
import dev.ring3.collector.linux.Capability;
import dev.ring3.collector.linux.Fanotify;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of files on every file system that keeps files: created, modified (told when the file is
 * closed), deleted, renamed. What Ring3 does itself, and what anybody does in its data directory,
 * is left out. When the kernel's queue was full, that is told as loss, and what starts things is
 * compared at once, as {@link InventorySensor} does. Changes in a folder that is gone before its
 * path is known carry the file's name only, and the tag {@code incomplete_path}.
 */
final class FileSensor implements Sensor {
  private static final long MASK =
      FanotifyEvents.MODIFIED
          | FanotifyEvents.CREATED
          | FanotifyEvents.DELETED
          | FanotifyEvents.RENAMED
          | FanotifyEvents.IS_FOLDER;

  private static final String OLD_PATH = "file.Ext.original.path";

  private final String ownFolder;
  private final long self = ProcessHandle.current().pid();
  private final InventorySensor inventory;
  private final Folders folders = new Folders();
  private @Nullable Fanotify group;
  private @Nullable Reader reader;
  private @Nullable Lane lane;

  /**
   * @param inventory is told what was changed, and knows whether that matters to it
   */
  FileSensor(Path ownFolder, InventorySensor inventory) {
    this.inventory = inventory;
    this.ownFolder = ownFolder.toString();
  }

  @Override
  public String name() {
    return "linux.file";
  }

  @Override
  public String title() {
    return "Files (fanotify)";
  }

  @Override
  public Ability probe() {
    List<Lack> lacks = new ArrayList<>();
    try (Fanotify group = Fanotify.open()) {
      return ability(watchAll(group, lacks).size(), lacks);
    } catch (IOException e) {
      return Ability.none(
          "Changes of files cannot be watched: " + e.getMessage() + '.',
          "created, modified, renamed and deleted files",
          "run as root or with CAP_SYS_ADMIN, on Linux 5.17 or later");
    }
  }

  private static List<MountTable.Mount> mountsHere() throws IOException {
    return MountTable.real(Files.readString(Path.of("/proc/self/mounts")));
  }

  private static Ability ability(int count, List<Lack> lacks) {
    return new Ability(
        true, "Created, modified, renamed and deleted files on " + count + " file systems.", lacks);
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    this.lane = lane;
    Fanotify opened = Fanotify.open();
    group = opened;
    List<Lack> lacks = new ArrayList<>();
    try {
      List<String> watched = watchAll(opened, lacks);
      for (String path : watched) {
        folders.add(path);
      }
      reader = Reader.start("file", opened, opened::read, lane);
      return ability(watched.size(), lacks);
    } catch (IOException e) {
      stop();
      folders.close();
      throw e;
    }
  }

  /**
   * Watches each file system once, for as long as the group is open.
   *
   * @param lacks takes those that can't be watched
   * @return the places where the others are mounted
   * @throws IOException if there are no others: any user may open a group, but not watch with it
   */
  private static List<String> watchAll(Fanotify group, List<Lack> lacks) throws IOException {
    List<String> watched = new ArrayList<>();
    Set<Object> devices = new HashSet<>();
    IOException refused = new IOException("there is no file system that keeps files");
    for (MountTable.Mount mount : mountsHere()) {
      try {
        Object device = Files.getAttribute(Path.of(mount.path()), "unix:dev");
        if (!devices.contains(device)) {
          group.watch(mount.path(), MASK);
          watched.add(mount.path());
          devices.add(device);
        }
      } catch (IOException e) {
        refused = e;
        lacks.add(
            new Lack(
                "files on " + mount.path() + " (" + mount.kind() + ')',
                "the file system does not allow it: " + e.getMessage()));
      }
    }
    if (watched.isEmpty()) {
      throw refused;
    }
    if (!Capability.DAC_READ_SEARCH.isEffective()) {
      lacks.add(
          new Lack("the folders of changed files", "run as root or with CAP_DAC_READ_SEARCH"));
    }
    return watched;
  }

  @Override
  public void decode(Message message, Findings findings) {
    try {
      List<Change> changes = FanotifyEvents.of(message.bytes());
      folders.lookAhead(changes);
      for (Change change : changes) {
        tell(change, message, findings);
      }
    } catch (DecodeException e) {
      lost("changes of files could not be read: " + e.getMessage());
    }
  }

  private void lost(String reason) {
    if (lane != null) {
      lane.lost(reason, 1);
    }
  }

  private void tell(Change change, Message message, Findings findings) {
    if (change.has(FanotifyEvents.OVERFLOW)) {
      lost("the kernel's queue of changes was full");
      inventory.lookAgain(findings);
    }
    Place place = change.place();
    if (place == null || change.pid() == self) {
      return;
    }
    Optional<String> path = folders.path(place);
    if (path.filter(p -> p.startsWith(ownFolder + '/')).isEmpty()) {
      Map<String, String> values = values(change, place, path);
      for (Turn turn : Turn.values()) {
        if (change.has(turn.bit)) {
          tell(turn, change, values, message, findings);
        }
      }
      path.ifPresent(p -> inventory.touched(p, values, findings));
      Optional.ofNullable(values.get(OLD_PATH))
          .ifPresent(p -> inventory.touched(p, values, findings));
    }
    path.ifPresent(p -> folders.learn(change, p));
  }

  /** What happened to a file, in the order in which it can have. */
  private enum Turn {
    CREATED(FanotifyEvents.CREATED, "file_create"),
    MODIFIED(FanotifyEvents.MODIFIED, "file_modify"),
    RENAMED(FanotifyEvents.RENAMED, "file_rename"),
    DELETED(FanotifyEvents.DELETED, "file_delete");

    private final long bit;
    private final String action;

    Turn(long bit, String action) {
      this.bit = bit;
      this.action = action;
    }
  }

  private Map<String, String> values(Change change, Place place, Optional<String> path) {
    Map<String, String> values = new LinkedHashMap<>();
    if (path.isPresent()) {
      values.put("file.path", path.get());
    } else {
      values.put("file.name", place.name());
      values.put("tags", "incomplete_path");
    }
    if (change.pid() != 0) {
      values.put("process.pid", Long.toString(change.pid()));
    }
    if (change.has(FanotifyEvents.IS_FOLDER)) {
      values.put("linux.file.folder", "true");
    }
    Place old = change.oldPlace();
    if (old != null) {
      folders.path(old).ifPresent(p -> values.put(OLD_PATH, p));
    }
    return values;
  }

  private void tell(
      Turn turn, Change change, Map<String, String> values, Message message, Findings findings) {
    Map<String, String> told = values;
    if (turn != Turn.RENAMED && change.has(FanotifyEvents.RENAMED)) {
      told = new LinkedHashMap<>(values);
      told.remove(OLD_PATH);
    }
    findings.record(
        new HostRecord(new Origin(name(), message.number()), message.readAt(), turn.action, told));
  }

  @Override
  public void tick(Findings findings) {}

  @Override
  public void stop() {
    if (reader != null) {
      reader.close();
    }
    if (group != null) {
      group.close();
    }
  }

  /** Paths are looked up until all is decoded. */
  @Override
  public void flush(Findings findings) {
    folders.close();
  }
}
