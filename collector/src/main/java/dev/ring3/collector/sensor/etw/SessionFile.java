package dev.ring3.collector.sensor.etw;

import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.etw.ProviderConfig;
import dev.ring3.etw.ProviderConfig.Property;
import dev.ring3.etw.SessionConfig;
import dev.ring3.etw.SessionConfig.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads {@code sessions.yml}, which says in its head how it is written. What a session or provider
 * has that is not known there is an error, as is a provider that the catalogue lacks.
 */
public final class SessionFile {
  private static final String FILE = "/dev/ring3/collector/etw/sessions.yml";

  private static final Set<String> SESSION =
      Set.of("kind", "sees", "buffer_kb", "buffers", "flush_ms", "ring_kb", "flags", "providers");
  private static final Set<String> PROVIDER =
      Set.of("level", "keywords", "all", "ids", "add", "rundown", "filter", "without_own");

  private final Map<String, UUID> guids = new HashMap<>();

  private SessionFile(Catalogue catalogue) {
    catalogue.providers().forEach((guid, name) -> guids.put(name, guid));
  }

  /** The sessions that come with Ring3, those whose records others refer to first. */
  public static List<LiveSession> load(Catalogue catalogue) {
    try (InputStream file = Objects.requireNonNull(SessionFile.class.getResourceAsStream(FILE))) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8), catalogue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException with the place of what is wrong
   */
  static List<LiveSession> parse(String text, Catalogue catalogue) {
    LoadSettings settings = LoadSettings.builder().setLabel("sessions.yml").build();
    SessionFile file = new SessionFile(catalogue);
    List<LiveSession> all = new ArrayList<>();
    Entry top = Entry.of(new Load(settings).loadFromString(text), "the file");
    Entry.of(top.values().get("sessions"), "sessions")
        .values()
        .forEach(
            (name, session) ->
                all.add(
                    file.session(String.valueOf(name), Entry.of(session, String.valueOf(name)))));
    return List.copyOf(all);
  }

  private LiveSession session(String name, Entry yaml) {
    yaml.only(SESSION);
    List<ProviderConfig> providers = new ArrayList<>();
    Set<UUID> withoutOwn = new HashSet<>();
    yaml.forEach(
        "providers",
        (provider, wanted) -> {
          providers.add(provider(provider, wanted.only(PROVIDER)));
          if (wanted.isTrue("without_own")) {
            withoutOwn.add(guid(provider, wanted));
          }
        });
    return new LiveSession(name, yaml.text("sees"), config(name, yaml, providers), withoutOwn);
  }

  private static SessionConfig config(String name, Entry yaml, List<ProviderConfig> providers) {
    List<Integer> buffers = yaml.numbers("buffers");
    if (buffers.size() != 2) {
      throw yaml.wrong("buffers needs the least and the most");
    }
    int bufferKilobytes = yaml.number("buffer_kb");
    int ringKilobytes = yaml.number("ring_kb");
    Duration flush = Duration.ofMillis(yaml.number("flush_ms"));
    int flags = flags(yaml);
    try {
      return new SessionConfig(
          SessionConfig.PREFIX + name,
          "kernel".equals(yaml.values().get("kind")) ? Kind.KERNEL : Kind.USER,
          bufferKilobytes,
          buffers.get(0),
          buffers.get(1),
          flush,
          flags,
          0,
          ringKilobytes * 1024,
          providers);
    } catch (IllegalArgumentException e) {
      throw yaml.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static int flags(Entry yaml) {
    int flags = 0;
    for (String name : yaml.texts("flags")) {
      flags |=
          KernelFlag.named(name).orElseThrow(() -> yaml.wrong("there is no flag " + name)).bit();
    }
    return flags;
  }

  private ProviderConfig provider(String name, Entry yaml) {
    return new ProviderConfig(
        guid(name, yaml),
        yaml.values().get("level") == null ? 0 : yaml.number("level"),
        yaml.bits("keywords"),
        yaml.bits("all"),
        yaml.texts("add").stream().map(p -> property(p, yaml)).collect(Collectors.toSet()),
        yaml.isTrue("rundown"),
        yaml.numbers("filter").stream().map(Integer::byteValue).toList(),
        new TreeSet<>(yaml.numbers("ids")));
  }

  private UUID guid(String name, Entry yaml) {
    UUID guid = guids.get(name);
    if (guid == null) {
      throw yaml.wrong("the catalogue has no such provider");
    }
    return guid;
  }

  private static Property property(String name, Entry yaml) {
    for (Property property : Property.values()) {
      if (property.name().toLowerCase(Locale.ROOT).equals(name)) {
        return property;
      }
    }
    throw yaml.wrong("nothing is called " + name + " that could be added");
  }
}
