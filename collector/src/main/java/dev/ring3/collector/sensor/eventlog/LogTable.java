package dev.ring3.collector.sensor.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The event logs that are read, from {@code eventlogs.yml}, which says in its head how it is
 * written.
 */
public record LogTable(List<Log> logs) {
  private static final String FILE = "/dev/ring3/collector/eventlogs.yml";
  private static final Set<String> ENTRIES = Set.of("sees", "optional", "traced");

  public LogTable {
    logs = List.copyOf(logs);
  }

  /**
   * A log.
   *
   * @param channel its name
   * @param sees what is missing without it, a phrase
   * @param isOptional whether a Windows need not have it
   * @param traced ids of events that trace sessions tell as well
   */
  public record Log(String channel, String sees, boolean isOptional, Set<String> traced) {
    public Log {
      Objects.requireNonNull(channel);
      Objects.requireNonNull(sees);
      traced = Set.copyOf(traced);
    }
  }

  /** The logs that come with Ring3. */
  public static LogTable load() {
    try (InputStream file = Objects.requireNonNull(LogTable.class.getResourceAsStream(FILE))) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException with the place of what is wrong
   */
  static LogTable parse(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel("eventlogs.yml").build();
    List<Log> logs = new ArrayList<>();
    Map<?, ?> top = map(new Load(settings).loadFromString(text), "the file");
    map(top.get("channels"), "channels")
        .forEach((name, entry) -> logs.add(log(String.valueOf(name), map(entry, name))));
    return new LogTable(logs);
  }

  private static Log log(String channel, Map<?, ?> entry) {
    for (Object name : entry.keySet()) {
      if (!ENTRIES.contains(String.valueOf(name))) {
        throw wrong(channel, "there is no " + name + "; there are " + new TreeSet<>(ENTRIES));
      }
    }
    if (!(entry.get("sees") instanceof String sees)) {
      throw wrong(channel, "sees needs a text");
    }
    Set<String> traced =
        entry.get("traced") instanceof List<?> ids
            ? ids.stream().map(String::valueOf).collect(Collectors.toSet())
            : Set.of();
    return new Log(channel, sees, Boolean.TRUE.equals(entry.get("optional")), traced);
  }

  private static Map<?, ?> map(@Nullable Object yaml, @Nullable Object place) {
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(String.valueOf(place), "needs a map, has " + yaml);
  }

  private static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException("eventlogs.yml, " + place + ": " + what);
  }
}
