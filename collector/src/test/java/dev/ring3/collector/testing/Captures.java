package dev.ring3.collector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real captures, which is not part of the project: {@code RING3_DATA}, else {@code
 * ../shared/data} beside the checkout. A test that asks for it where it is absent is skipped with a
 * line that says so.
 */
public final class Captures {
  private Captures() {}

  /** A file or folder of the captures; skips the calling test if there are none. */
  public static Path path(String relative) {
    Optional<Path> root = root();
    if (root.isEmpty()) {
      String why = "SKIPPED: no captures: set RING3_DATA to their folder to run this test";
      System.out.println(why);
      Assumptions.abort(why);
    }
    Path path = root.orElseThrow().resolve(relative);
    if (!Files.exists(path)) {
      throw new IllegalStateException("the captures lack " + relative);
    }
    return path;
  }

  /** All files below a folder of the captures with that ending, sorted by path. */
  public static List<Path> files(String folder, String ending) {
    try (Stream<Path> walk = Files.walk(path(folder))) {
      return walk.filter(Files::isRegularFile)
          .filter(p -> p.toString().toLowerCase(Locale.ROOT).endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> root() {
    return Stream.of(System.getenv("RING3_DATA"), System.getProperty("ring3.data"))
        .filter(place -> place != null && !place.isBlank())
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst();
  }
}
