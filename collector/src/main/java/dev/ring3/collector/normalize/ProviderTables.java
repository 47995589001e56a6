package dev.ring3.collector.normalize;

import dev.ring3.collector.decode.etw.schema.ProviderFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All tables of Windows event providers, one for each file of the provider catalogue. Adding a
 * provider is adding a file.
 */
final class ProviderTables {
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
    return new ProviderTables(
        ProviderFiles.all().stream()
            .map(file -> new ProviderTableReader(file.name()).read(file.text()))
            .toList());
  }

  /** The table about a provider; upper and lower case are the same. */
  Optional<ProviderTable> about(String provider) {
    return Optional.ofNullable(byProvider.get(provider.toLowerCase(Locale.ROOT)));
  }

  List<ProviderTable> all() {
    return tables;
  }
}
