package dev.ring3.collector.sensor;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.FanotifyEvents;
import dev.ring3.collector.decode.FanotifyEvents.Change;
import dev.ring3.collector.decode.FanotifyEvents.Place;
import dev.ring3.collector.decode.MountTable;
import dev.ring3.collector.linux.Fanotify;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of files on every file system that keeps files: created, modified (told when the file is
 * closed), deleted, renamed. What Ring3 does itself, and what anybody does in its data directory,
 * is left out.
 *
 * <p>A folder's path is looked up by its handle when its first change is decoded, and remembered
 * for {@link #MAX_FOLDERS} folders until a folder is renamed or deleted: a folder that is gone by
 * then has no path, and its changes are counted as lost.
 */
final class FileSensor implements Sensor {
  static final int MAX_FOLDERS = 16_384;

  private static final long MASK =
      FanotifyEvents.MODIFIED
          | FanotifyEvents.CREATED
          | FanotifyEvents.DELETED
          | FanotifyEvents.RENAMED
          | FanotifyEvents.IS_FOLDER;

  private final String ownFolder;
  private final long self = ProcessHandle.current().pid();
  private final Map<String, Fanotify.Mount> mounts = new LinkedHashMap<>();
  private final List<Fanotify.Mount> unnamed = new ArrayList<>();
  private final Map<String, String> folders =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_FOLDERS;
        }
      };
  private @Nullable Fanotify group;
  private @Nullable Reader reader;
  private @Nullable Lane lane;

  FileSensor(Path ownFolder) {
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
    try {
      Fanotify.open().close();
      return ability(mountsHere().size(), List.of());
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
    int watched = 0;
    for (MountTable.Mount mount : mountsHere()) {
      try {
        opened.watch(mount.path(), MASK);
        unnamed.add(Fanotify.Mount.open(mount.path()));
        watched++;
      } catch (SystemCallException e) {
        lacks.add(
            new Lack(
                "files on " + mount.path() + " (" + mount.kind() + ')',
                "the file system does not allow it: " + e.getMessage()));
      }
    }
    if (watched == 0) {
      stop();
      throw new IOException("no file system can be watched");
    }
    reader = Reader.start("file", opened, opened::read, lane);
    return ability(watched, lacks);
  }

  @Override
  public void decode(Message message, Findings findings) {
    try {
      for (Change change : FanotifyEvents.of(message.bytes())) {
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
      lost("the fanotify queue was full");
    }
    Place place = change.place();
    if (place == null || change.pid() == self) {
      return;
    }
    boolean folder = change.has(FanotifyEvents.IS_FOLDER);
    Optional<String> path = path(place);
    if (path.isEmpty()) {
      lost("a folder was gone before its path could be looked up");
      return;
    }
    if (path.get().startsWith(ownFolder + '/')) {
      return;
    }
    for (Turn turn : Turn.values()) {
      if (change.has(turn.bit)) {
        tell(turn, change, path.get(), message, findings);
      }
    }
    if (folder && (change.has(FanotifyEvents.RENAMED) || change.has(FanotifyEvents.DELETED))) {
      folders.clear();
    }
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

  private void tell(Turn turn, Change change, String path, Message message, Findings findings) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("file.path", path);
    if (change.pid() != 0) {
      values.put("process.pid", Long.toString(change.pid()));
    }
    if (change.has(FanotifyEvents.IS_FOLDER)) {
      values.put("linux.file.folder", "true");
    }
    Place old = change.oldPlace();
    if (turn == Turn.RENAMED && old != null) {
      path(old).ifPresent(p -> values.put("file.Ext.original.path", p));
    }
    findings.record(
        new HostRecord(
            new Origin(name(), message.number()), message.readAt(), turn.action, values));
  }

  private Optional<String> path(Place place) {
    String key = place.fileSystem() + place.handle();
    String folder = folders.get(key);
    if (folder == null) {
      folder = resolve(place);
      if (folder == null) {
        return Optional.empty();
      }
      folders.put(key, folder);
    }
    String name = place.name();
    if (name.isEmpty() || name.equals(".")) {
      return Optional.of(folder);
    }
    return Optional.of(folder.equals("/") ? '/' + name : folder + '/' + name);
  }

  /** A file system's mount is found by trying, once per file system. */
  private @Nullable String resolve(Place place) {
    Fanotify.Mount known = mounts.get(place.fileSystem());
    if (known != null) {
      return usable(known.resolve(place.handleBytes()));
    }
    for (Fanotify.Mount mount : unnamed) {
      String path = usable(mount.resolve(place.handleBytes()));
      if (path != null) {
        mounts.put(place.fileSystem(), mount);
        return path;
      }
    }
    return null;
  }

  private static @Nullable String usable(Optional<String> path) {
    return path.filter(p -> p.startsWith("/") && !p.endsWith(" (deleted)")).orElse(null);
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
    unnamed.forEach(Fanotify.Mount::close);
    unnamed.clear();
    mounts.clear();
  }
}
