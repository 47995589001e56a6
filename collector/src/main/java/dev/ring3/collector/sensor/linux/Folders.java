package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.FanotifyEvents;
import dev.ring3.collector.decode.FanotifyEvents.Change;
import dev.ring3.collector.decode.FanotifyEvents.Place;
import dev.ring3.collector.linux.Fanotify;
import dev.ring3.collector.linux.SystemCallException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths of folders by their handles. A path is learnt when the folder is made, else asked of the
 * kernel, and remembered for {@link #MAX_KNOWN} folders. A folder that is gone by then is found by
 * the report of its end, if that has been read already ({@link #MAX_NAMED} are remembered). For one
 * thread.
 */
final class Folders implements AutoCloseable {
  static final int MAX_KNOWN = 16_384;
  static final int MAX_NAMED = 16_384;
  private static final int MAX_DEPTH = 64;

  private final Map<String, Fanotify.Mount> mounts = new LinkedHashMap<>();
  private final List<Fanotify.Mount> unnamed = new ArrayList<>();
  private final Map<String, String> known = new Recent<>(MAX_KNOWN);
  private final Map<String, Place> named = new Recent<>(MAX_NAMED);

  /** Forgets what was not asked for longest. */
  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;
    private final int max;

    Recent(int max) {
      super(1024, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > max;
    }
  }

  /** Resolves the folders of that mount's file system from now on. */
  void add(String mount) throws SystemCallException {
    unnamed.add(Fanotify.Mount.open(mount));
  }

  /** Learns the names of folders in reports that are still to be told. */
  void lookAhead(List<Change> changes) {
    for (Change change : changes) {
      String folder = change.folder();
      Place place = change.place();
      if (folder != null && place != null) {
        named.put(folder, place);
      }
    }
  }

  /** Learns from a report that was told; {@code path} is that of its place. */
  void learn(Change change, String path) {
    String folder = change.folder();
    if (!change.has(FanotifyEvents.IS_FOLDER)) {
      return;
    }
    if (change.has(FanotifyEvents.RENAMED) || folder == null) {
      known.clear();
    } else if (change.has(FanotifyEvents.DELETED)) {
      known.remove(folder);
    } else {
      known.put(folder, path);
    }
  }

  /** Where something is; empty if its folder was gone too soon. */
  Optional<String> path(Place place) {
    return path(place, 0);
  }

  private Optional<String> path(Place place, int depth) {
    String key = place.folder();
    String folder = known.get(key);
    if (folder == null) {
      folder = resolve(place).or(() -> ofNamed(key, depth)).orElse(null);
      if (folder == null) {
        return Optional.empty();
      }
      known.put(key, folder);
    }
    String name = place.name();
    if (name.isEmpty() || name.equals(".")) {
      return Optional.of(folder);
    }
    return Optional.of(folder.equals("/") ? '/' + name : folder + '/' + name);
  }

  private Optional<String> ofNamed(String key, int depth) {
    Place place = named.get(key);
    return place == null || depth >= MAX_DEPTH || place.folder().equals(key)
        ? Optional.empty()
        : path(place, depth + 1);
  }

  /** A file system's mount is found by trying, once per file system. */
  private Optional<String> resolve(Place place) {
    Fanotify.Mount mount = mounts.get(place.fileSystem());
    if (mount != null) {
      return Optional.ofNullable(usable(mount.resolve(place.handleBytes())));
    }
    for (Fanotify.Mount candidate : unnamed) {
      String path = usable(candidate.resolve(place.handleBytes()));
      if (path != null) {
        mounts.put(place.fileSystem(), candidate);
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private static @Nullable String usable(Optional<String> path) {
    return path.filter(p -> p.startsWith("/") && !p.endsWith(" (deleted)")).orElse(null);
  }

  @Override
  public void close() {
    unnamed.forEach(Fanotify.Mount::close);
    unnamed.clear();
    mounts.clear();
  }
}
