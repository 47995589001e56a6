package dev.ring3.search.index;

import dev.ring3.search.index.live.LiveReaders;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one event for ever, also after segments were merged. Its text {@code case~number} can stand
 * in a URL as it is.
 *
 * @param caseName the case it is in
 * @param key the event's number within the case
 */
public record EventRef(String caseName, long key) {
  private static final int RADIX = 36;
  private static final Pattern TEXT = Pattern.compile("(.{1,64})~([0-9a-z]{1,13})");

  public EventRef {
    Objects.requireNonNull(caseName);
  }

  /** The reference that {@link #toString} wrote; nothing if the text is none. */
  public static Optional<EventRef> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !isPlace(parts.group(1))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new EventRef(parts.group(1), Long.parseLong(parts.group(2), RADIX)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlace(String name) {
    return Cases.isName(name) || name.equals(LiveReaders.NAME);
  }

  @Override
  public String toString() {
    return caseName + "~" + Long.toString(key, RADIX);
  }
}
