package dev.ring3.collector.enrich.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Debian package a program came with, by the lists of files that dpkg keeps; on hosts without
 * dpkg nothing. The lists are read on a thread of their own, when they are first asked for and when
 * they have changed, which is looked at every {@link #LOOK_EVERY}; until then nothing is known.
 *
 * <p>Memory: the programs' names of at most {@link #MOST} files; some hundred kilobytes on a usual
 * host. {@link #of} is for one thread.
 */
final class PackageOrigins {
  static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  static final int MOST = 200_000;

  private static final String LIST = ".list";
  private static final String MERGED = "/usr";

  private final Path lists;
  private final InstantSource clock;
  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile Map<String, String> packages = Map.of();

  /** When the folder had changed last as its lists were read; null before that. */
  private volatile @Nullable FileTime read;

  private Instant next = Instant.MIN;

  /**
   * @param lists dpkg's folder {@code info}
   */
  PackageOrigins(Path lists, InstantSource clock) {
    this.lists = lists;
    this.clock = clock;
  }

  /** The package of a program, if it is known. */
  Optional<String> of(String program) {
    look();
    Map<String, String> known = packages;
    String name = known.get(program);
    if (name == null && program.startsWith(MERGED + "/")) {
      name = known.get(program.substring(MERGED.length())); // lists name /bin of before the merge
    }
    return Optional.ofNullable(name);
  }

  private void look() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(LOOK_EVERY);
    FileTime changed = modified();
    if (changed != null && !changed.equals(read) && isReading.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("ring3-packages").start(this::load);
    }
  }

  /** Null where there is no dpkg. */
  private @Nullable FileTime modified() {
    try {
      return Files.getLastModifiedTime(lists);
    } catch (IOException e) {
      return null;
    }
  }

  private void load() {
    try {
      FileTime state = modified();
      packages = Map.copyOf(read(lists));
      read = state;
    } catch (IOException e) {
      read = modified(); // told by the absence of names; looked at again when the folder changes
    } finally {
      isReading.set(false);
    }
  }

  /** The programs of all lists, with their packages. */
  static Map<String, String> read(Path lists) throws IOException {
    Map<String, String> packages = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(lists, "*" + LIST)) {
      for (Path list : all) {
        String file = Objects.requireNonNull(list.getFileName()).toString();
        String name = file.substring(0, file.length() - LIST.length()).replaceFirst(":.*", "");
        try (Stream<String> lines = Files.lines(list, StandardCharsets.ISO_8859_1)) {
          lines
              .filter(PackageOrigins::isProgram)
              .limit(MOST - packages.size())
              .forEach(line -> packages.putIfAbsent(line, name));
        }
      }
    }
    return packages;
  }

  private static boolean isProgram(String path) {
    return path.contains("/bin/") || path.contains("/sbin/") || path.contains("/libexec/");
  }
}
