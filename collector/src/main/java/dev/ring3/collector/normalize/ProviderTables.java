package dev.ring3.collector.normalize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All tables of Windows event providers: each {@code *.yml} of the folder {@code windows/} beside
 * this class. Adding a provider is adding a file.
 */
final class ProviderTables {
  private static final String FOLDER = "windows";

  private final List<ProviderTable> tables;
  private final Map<String, ProviderTable> byProvider = new HashMap<>();

  private ProviderTables(List<ProviderTable> tables) {
    this.tables = List.copyOf(tables);
    for (ProviderTable table : tables) {
      for (String provider : table.providers()) {
        if (byProvider.put(provider.toLowerCase(Locale.ROOT), table) != null) {
          throw new IllegalStateException("two tables are about the provider " + provider);
        }
      }
    }
  }

  /** Reads the tables that come with Ring3. */
  static ProviderTables load() {
    URL folder = ProviderTables.class.getResource(FOLDER);
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

  private static ProviderTables of(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ProviderTables(
          files
              .filter(f -> f.toString().endsWith(".yml"))
              .sorted()
              .map(ProviderTables::read)
              .toList());
    }
  }

  private static ProviderTable read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new ProviderTableReader(file.getFileName().toString()).read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table about a provider; upper and lower case are the same. */
  Optional<ProviderTable> about(String provider) {
    return Optional.ofNullable(byProvider.get(provider.toLowerCase(Locale.ROOT)));
  }

  List<ProviderTable> all() {
    return tables;
  }
}
