package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which drive letter a volume has: {@code \Device\HarddiskVolume2\} is {@code C:\}. The path as the
 * trace has it is kept as {@code etw.FIELD}. At most {@link #MAX_VOLUMES}. Of a volume that is not
 * known the host is asked, at most every {@link #ASK_EVERY}.
 */
final class Volumes {
  static final int MAX_VOLUMES = 256;
  static final Duration ASK_EVERY = Duration.ofSeconds(10);

  private static final String DEVICE = "\\Device\\HarddiskVolume";

  private static final List<Field> PATHS =
      List.of(
          Field.PROCESS_EXECUTABLE,
          Field.FILE_PATH,
          Field.FILE_DIRECTORY,
          Field.FILE_OLD_PATH,
          Field.DLL_PATH);

  private final Recent<String, String> letters = new Recent<>(MAX_VOLUMES);
  private final Supplier<Map<String, String>> drives;
  private @Nullable Long asked;

  /**
   * @param drives tells this host's drives, such as {@code C:}, by device; none for a trace of
   *     another host
   */
  Volumes(Supplier<Map<String, String>> drives) {
    this.drives = drives;
  }

  /** Learns a mapping; both paths end with a backslash. */
  void learn(String device, String drive) {
    if (device.startsWith("\\Device\\") && device.endsWith("\\") && drive.endsWith("\\")) {
      letters.put(device, drive);
    }
  }

  void complete(Event.Builder event) {
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
    if (end < 0) {
      return Optional.empty();
    }
    String device = path.substring(0, end + 1);
    if (letters.get(device) == null && device.startsWith(DEVICE)) {
      ask();
    }
    String drive = letters.get(device);
    return drive == null ? Optional.empty() : Optional.of(drive + path.substring(end + 1));
  }

  private void ask() {
    long now = System.nanoTime();
    if (asked == null || now - asked >= ASK_EVERY.toNanos()) {
      asked = now;
      drives.get().forEach((device, drive) -> learn(device + '\\', drive + '\\'));
    }
  }
}
