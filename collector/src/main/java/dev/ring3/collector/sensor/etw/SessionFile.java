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
import org.jspecify.annotations.Nullable;
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
    Object yaml =
        new Load(LoadSettings.builder().setLabel("sessions.yml").build()).loadFromString(text);
    Map<?, ?> sessions = map(map(yaml, "the file").get("sessions"), "sessions");
    SessionFile file = new SessionFile(catalogue);
    List<LiveSession> all = new ArrayList<>();
    sessions.forEach(
        (name, session) -> all.add(file.session((String) name, map(session, (String) name))));
    return List.copyOf(all);
  }

  private LiveSession session(String name, Map<?, ?> yaml) {
    known(yaml, SESSION, name);
    boolean isKernel = "kernel".equals(yaml.get("kind"));
    List<?> buffers = list(yaml.get("buffers"), name + ": buffers");
    if (buffers.size() != 2) {
      throw wrong(name, "buffers needs the least and the most");
    }
    List<ProviderConfig> providers = new ArrayList<>();
    Set<UUID> withoutOwn = new HashSet<>();
    Object named = yaml.get("providers");
    if (named != null) {
      map(named, name + ": providers")
          .forEach(
              (provider, wanted) ->
                  provider(name, (String) provider, wanted, providers, withoutOwn));
    }
    int flags = 0;
    for (Object flag :
        yaml.get("flags") == null ? List.of() : list(yaml.get("flags"), name + ": flags")) {
      flags |=
          KernelFlag.named((String) flag)
              .orElseThrow(() -> wrong(name, "there is no flag " + flag))
              .bit();
    }
    try {
      return new LiveSession(
          name,
          (String) Objects.requireNonNull(yaml.get("sees"), "sees"),
          new SessionConfig(
              SessionConfig.PREFIX + name,
              isKernel ? Kind.KERNEL : Kind.USER,
              number(yaml.get("buffer_kb"), name + ": buffer_kb"),
              number(buffers.get(0), name + ": buffers"),
              number(buffers.get(1), name + ": buffers"),
              Duration.ofMillis(number(yaml.get("flush_ms"), name + ": flush_ms")),
              flags,
              0,
              Math.multiplyExact(number(yaml.get("ring_kb"), name + ": ring_kb"), 1024),
              providers),
          withoutOwn);
    } catch (IllegalArgumentException e) {
      throw wrong(name, String.valueOf(e.getMessage()));
    }
  }

  private void provider(
      String session,
      String name,
      Object wanted,
      List<ProviderConfig> providers,
      Set<UUID> withoutOwn) {
    String place = session + ": " + name;
    Map<?, ?> yaml = map(wanted, place);
    known(yaml, PROVIDER, place);
    UUID guid = guids.get(name);
    if (guid == null) {
      throw wrong(place, "the catalogue has no such provider");
    }
    if (isTrue(yaml.get("without_own"))) {
      withoutOwn.add(guid);
    }
    providers.add(
        new ProviderConfig(
            guid,
            yaml.get("level") == null ? 0 : number(yaml.get("level"), place + ": level"),
            bits(yaml.get("keywords"), place),
            bits(yaml.get("all"), place),
            numbers(yaml.get("add"), place).stream()
                .map(property -> property(property, place))
                .collect(Collectors.toSet()),
            isTrue(yaml.get("rundown")),
            numbers(yaml.get("filter"), place).stream()
                .map(value -> (byte) number(value, place + ": filter"))
                .toList(),
            numbers(yaml.get("ids"), place).stream()
                .map(value -> number(value, place + ": ids"))
                .collect(Collectors.toCollection(TreeSet::new))));
  }

  private static Property property(Object name, String place) {
    for (Property property : Property.values()) {
      if (property.name().toLowerCase(Locale.ROOT).equals(name)) {
        return property;
      }
    }
    throw wrong(place, "nothing is called " + name + " that could be added");
  }

  private static boolean isTrue(@Nullable Object yaml) {
    return Boolean.TRUE.equals(yaml);
  }

  private static long bits(@Nullable Object yaml, String place) {
    return switch (yaml) {
      case null -> 0;
      case Number number -> number.longValue();
      case String text when text.startsWith("0x") -> Long.parseUnsignedLong(text.substring(2), 16);
      default -> throw wrong(place, "needs bits, such as 0x10, has " + yaml);
    };
  }

  private static int number(@Nullable Object yaml, String place) {
    if (yaml instanceof Integer number) {
      return number;
    }
    throw wrong(place, "needs a whole number, has " + yaml);
  }

  private static List<?> numbers(@Nullable Object yaml, String place) {
    return yaml == null ? List.of() : list(yaml, place);
  }

  private static List<?> list(@Nullable Object yaml, String place) {
    if (yaml instanceof List<?> list) {
      return list;
    }
    throw wrong(place, "needs a list, has " + yaml);
  }

  private static Map<?, ?> map(@Nullable Object yaml, String place) {
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(place, "needs a map, has " + yaml);
  }

  private static void known(Map<?, ?> yaml, Set<String> names, String place) {
    for (Object name : yaml.keySet()) {
      if (!(name instanceof String text) || !names.contains(text)) {
        throw wrong(place, "there is no " + name + "; there are " + new TreeSet<>(names));
      }
    }
  }

  private static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException("sessions.yml: " + place + ": " + what);
  }
}
