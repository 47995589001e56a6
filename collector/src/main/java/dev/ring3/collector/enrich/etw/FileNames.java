package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.util.Optional;

/**
 * Paths by file key and file object, for events that have only those. At most {@link #MAX_NAMES}.
 */
final class FileNames {
  static final int MAX_NAMES = 65_536;

  private static final String KEY = WindowsRecord.EVENT_DATA + "FileKey";
  private static final String OBJECT = WindowsRecord.EVENT_DATA + "FileObject";

  private final Recent<String, String> paths = new Recent<>(MAX_NAMES);

  void learn(String address, String path) {
    if (!path.isEmpty()) {
      paths.put(address, path);
    }
  }

  /** Learns from an event that has a path, and gives one to an event that has none. */
  void complete(Event.Builder event) {
    Optional<String> known =
        event.source(KEY).map(paths::get).or(() -> event.source(OBJECT).map(paths::get));
    Optional<String> path = event.text(Field.FILE_PATH);
    if (path.isEmpty()) {
      known.ifPresent(k -> event.set(Field.FILE_PATH, k));
      return;
    }
    if (event.type() == EventType.FILE_RENAME) {
      known.filter(k -> !k.equals(path.get())).ifPresent(k -> event.set(Field.FILE_OLD_PATH, k));
      event.source(KEY).ifPresent(key -> learn(key, path.get()));
    }
    event.source(OBJECT).ifPresent(object -> learn(object, path.get()));
  }
}
