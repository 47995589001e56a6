package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.util.List;
import java.util.Optional;

/**
 * Which drive letter a volume has: {@code \Device\HarddiskVolume2\} is {@code C:\}. The path as the
 * trace has it is kept as {@code etw.FIELD}. At most {@link #MAX_VOLUMES}.
 */
final class Volumes {
  static final int MAX_VOLUMES = 256;

  private static final List<Field> PATHS =
      List.of(
          Field.PROCESS_EXECUTABLE,
          Field.FILE_PATH,
          Field.FILE_DIRECTORY,
          Field.FILE_OLD_PATH,
          Field.DLL_PATH);

  private final Recent<String, String> letters = new Recent<>(MAX_VOLUMES);

  /** Learns a mapping; both paths end with a backslash. */
  void learn(String device, String drive) {
    if (device.startsWith("\\Device\\") && device.endsWith("\\") && drive.endsWith("\\")) {
      letters.put(device, drive);
    }
  }

  void complete(Event.Builder event) {
    if (letters.isEmpty()) {
      return;
    }
    for (Field field : PATHS) {
      Optional<String> path = event.text(field);
      Optional<String> mapped = path.flatMap(this::withLetter);
      if (path.isPresent() && mapped.isPresent()) {
        event.source("etw." + field.ecs(), path.get());
        event.set(field, mapped.get());
        event.add(Field.RING3_ENRICHED, field.ecs());
      }
    }
  }

  private Optional<String> withLetter(String path) {
    int end = path.startsWith("\\Device\\") ? path.indexOf('\\', "\\Device\\".length()) : -1;
    String drive = end < 0 ? null : letters.get(path.substring(0, end + 1));
    return drive == null ? Optional.empty() : Optional.of(drive + path.substring(end + 1));
  }
}
