package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.schema.ProviderFiles.ProviderFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The layouts that come with Ring3. Immutable. A mistake in a file is a bug and throws, with file
 * and place, when the catalogue is loaded.
 *
 * @param layouts by event
 * @param providers names by GUID
 */
public record Catalogue(Map<EventKey, EventLayout> layouts, Map<UUID, String> providers) {
  public Catalogue {
    layouts = Map.copyOf(layouts);
    providers = Map.copyOf(providers);
  }

  /** Reads the files that come with Ring3. */
  public static Catalogue load() {
    Map<EventKey, EventLayout> layouts = new HashMap<>();
    Map<UUID, String> providers = new HashMap<>();
    for (ProviderFile file : ProviderFiles.all()) {
      Catalogue one = CatalogueReader.read(file);
      one.layouts.forEach(
          (key, layout) -> {
            if (layouts.put(key, layout) != null) {
              throw new IllegalStateException(file.name() + ": another file has " + key);
            }
          });
      providers.putAll(one.providers);
    }
    return new Catalogue(layouts, providers);
  }

  /** The name of a provider. */
  public Optional<String> provider(UUID guid) {
    return Optional.ofNullable(providers.get(guid));
  }
}
