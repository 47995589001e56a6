package dev.ring3.collector.decode.etw.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The provider catalogue: each {@code *.yml} of the folder {@code providers/}. A file holds all
 * that Ring3 knows of a provider: how its events are laid out, and what becomes of them.
 */
public final class ProviderFiles {
  private static final String FOLDER = "/dev/ring3/collector/providers";

  /**
   * One file.
   *
   * @param name its name
   * @param text its content
   */
  public record ProviderFile(String name, String text) {}

  private ProviderFiles() {}

  /** All files that come with Ring3, by name. */
  public static List<ProviderFile> all() {
    URL folder = ProviderFiles.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("this build lacks the folder " + FOLDER);
    }
    try {
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return of(Path.of(uri));
      }
      String[] jarAndEntry = uri.toString().split("!", 2);
      try (FileSystem jar = FileSystems.newFileSystem(URI.create(jarAndEntry[0]), Map.of())) {
        return of(jar.getPath(jarAndEntry[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ProviderFile> of(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".yml"))
          .sorted()
          .map(ProviderFiles::read)
          .toList();
    }
  }

  private static ProviderFile read(Path file) {
    try {
      return new ProviderFile(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
