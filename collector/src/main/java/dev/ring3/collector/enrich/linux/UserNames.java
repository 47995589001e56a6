package dev.ring3.collector.enrich.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of this host's own users, from its {@code passwd} file. Those of a directory service are
 * not known. The file is looked at again when it changed, every {@link #FRESH} at most.
 */
final class UserNames {
  static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private Map<String, String> names = Map.of();
  private @Nullable FileTime read;
  private long looked = System.nanoTime() - FRESH.toNanos();

  UserNames(Path file) {
    this.file = file;
  }

  Optional<String> name(String uid) {
    if (System.nanoTime() - looked >= FRESH.toNanos()) {
      looked = System.nanoTime();
      refresh();
    }
    return Optional.ofNullable(names.get(uid));
  }

  private void refresh() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(read)) {
        names = parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        read = changed;
      }
    } catch (IOException e) {
      // The file is being replaced, or not for us: what was known stays good.
      return;
    }
  }

  /** By the format of passwd(5); of several names with one number the first counts. */
  static Map<String, String> parse(String text) {
    Map<String, String> names = new HashMap<>();
    text.lines()
        .map(line -> line.split(":", 4))
        .filter(parts -> parts.length == 4)
        .forEach(parts -> names.putIfAbsent(parts[2], parts[0]));
    return names;
  }
}
