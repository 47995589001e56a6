package dev.ring3.search.testing;

import dev.ring3.collector.testing.Captures;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of SigmaHQ among the captures; skips the calling test where they are absent. */
public final class SigmaHq {
  private static final List<String> FOLDERS =
      List.of("rules", "rules-emerging-threats", "rules-threat-hunting", "rules-placeholder");

  private SigmaHq() {}

  /** Every rule file, read, in the order of their paths. */
  public static List<SigmaFile> files() {
    Path root = Captures.path("sigma");
    List<SigmaFile> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
        for (Path path : walk.filter(p -> p.toString().endsWith(".yml")).sorted().toList()) {
          files.add(SigmaReader.read(root.relativize(path).toString(), Files.readString(path)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
