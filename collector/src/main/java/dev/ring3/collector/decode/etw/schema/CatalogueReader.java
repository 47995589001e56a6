package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.EventDecoder;
import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.ValueMap;
import dev.ring3.collector.decode.etw.schema.ProviderFiles.ProviderFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads the part of a provider's file that says how its events are laid out in ETW:
 *
 * <pre>
 * providers: [name, …]        # the first is the name of the GUID
 * guid: 22fb2cd6-0e7b-…       # a file without it is about event logs only
 * maps:
 *   Disposition: {"1": created, "2": opened}
 *   Access: {bits: {"0x1": query, "0x2": set}}
 * events:
 *   "1":
 *     name: ProcessStart
 *     layouts:                # by version; several versions may share one
 *       "0": ProcessID u32, ImageName utf16
 *       "1,2": …              # see LayoutText
 * </pre>
 *
 * The rest of the file is about normalising.
 */
final class CatalogueReader {
  private final String file;

  private CatalogueReader(String file) {
    this.file = file;
  }

  static Catalogue read(ProviderFile file) {
    return new CatalogueReader(file.name()).parse(file.text());
  }

  private Catalogue parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(1_000).build();
    Map<?, ?> top = map(new Load(settings).loadFromString(text), "the file");
    if (!(top.get("guid") instanceof String guidText)) {
      return new Catalogue(Map.of(), Map.of());
    }
    UUID guid = UUID.fromString(guidText);
    String provider =
        top.get("providers") instanceof List<?> names && names.getFirst() instanceof String name
            ? name
            : file;
    Map<String, ValueMap> maps = new HashMap<>();
    if (top.get("maps") != null) {
      map(top.get("maps"), "maps").forEach((name, words) -> maps.put((String) name, words(words)));
    }
    Map<EventKey, EventLayout> layouts = new HashMap<>();
    map(top.get("events"), "events")
        .forEach((id, event) -> event((String) id, event, guid, provider, maps, layouts));
    return new Catalogue(layouts, Map.of(guid, provider));
  }

  private void event(
      String id,
      @Nullable Object yaml,
      UUID guid,
      String provider,
      Map<String, ValueMap> maps,
      Map<EventKey, EventLayout> layouts) {
    Map<?, ?> event = map(yaml, "event " + id);
    if (event.get("layouts") == null) {
      return;
    }
    String name = event.get("name") instanceof String text ? text : null;
    map(event.get("layouts"), "event " + id + ", layouts")
        .forEach(
            (versions, fields) -> {
              String place = file + ": event " + id + ", version " + versions;
              EventLayout layout = layout(provider, name, String.valueOf(fields), maps, place);
              for (String version : ((String) versions).split(",", -1)) {
                layouts.put(
                    new EventKey(guid, Integer.parseInt(id), Integer.parseInt(version.strip())),
                    layout);
              }
            });
  }

  private static EventLayout layout(
      String provider,
      @Nullable String name,
      String fields,
      Map<String, ValueMap> maps,
      String place) {
    try {
      List<FieldLayout> parsed = LayoutText.parse(fields, maps);
      EventLayout layout = new EventLayout(provider, name, parsed);
      return new EventDecoder(layout).layout();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(place + ": " + e.getMessage(), e);
    }
  }

  private ValueMap words(Object yaml) {
    Map<?, ?> map = map(yaml, "maps");
    boolean isBits = map.get("bits") instanceof Map<?, ?>;
    Map<Long, String> words = new HashMap<>();
    (isBits ? map(map.get("bits"), "maps") : map)
        .forEach((number, word) -> words.put(Long.decode((String) number), (String) word));
    return new ValueMap(isBits, words);
  }

  private Map<?, ?> map(@Nullable Object yaml, String place) {
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException(file + ": " + place + ": needs a map, has " + yaml);
  }
}
