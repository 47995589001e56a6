package dev.ring3.search.detect.indicators;

import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.sigma.rule.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a list.
 *
 * @param file the name of the file that it came from
 * @param format what people call the file's format
 * @param level of its alerts
 * @param expires when the last of its indicators ends; null if one never does
 * @param counts of its kinds
 */
public record ListHeader(
    String name,
    String file,
    String format,
    Instant imported,
    Level level,
    @Nullable Instant expires,
    Map<IndicatorType, Integer> counts) {
  public ListHeader {
    Objects.requireNonNull(file);
    Objects.requireNonNull(format);
    Objects.requireNonNull(imported);
    Objects.requireNonNull(level);
    Map<IndicatorType, Integer> copy = new EnumMap<>(IndicatorType.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    if (!isName(name)) {
      throw new IllegalArgumentException("no name of a list: " + name);
    }
  }

  /** Whether a list can be called so. */
  public static boolean isName(String name) {
    return name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  }

  /** When all of its indicators have ended, if they do. */
  public Optional<Instant> ends() {
    return Optional.ofNullable(expires);
  }

  /** By what alerts name it, the same wherever a list has this name. */
  public String uuid() {
    return UUID.nameUUIDFromBytes(("ring3 indicators " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** How many indicators it has. */
  public long size() {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }
}
