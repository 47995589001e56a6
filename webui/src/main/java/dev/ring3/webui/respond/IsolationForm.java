package dev.ring3.webui.respond;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.network.Network;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the host is to be isolated, as people write it.
 *
 * @param time after which it ends by itself, such as {@code 30m}; blank: when it is released
 * @param allow addresses and networks that stay reachable, with spaces, commas or lines between
 */
public record IsolationForm(String time, String allow) {
  /** An hour, for who looks at the page from elsewhere is cut off as well. */
  static final IsolationForm USUAL = new IsolationForm("1h", "");

  /** Characters of each field. */
  static final int MAX_LENGTH = 8192;

  public IsolationForm {
    Objects.requireNonNull(time);
    Objects.requireNonNull(allow);
  }

  /**
   * What is meant.
   *
   * @throws IllegalArgumentException if it can't be understood; the message says what is needed
   */
  Action.Isolate action() {
    if (time.length() > MAX_LENGTH || allow.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("that is too long: " + MAX_LENGTH + " characters at most");
    }
    List<Network> networks =
        Arrays.stream(allow.split("[\\s,;]+", -1))
            .filter(word -> !word.isEmpty())
            .map(Network::parse)
            .toList();
    return new Action.Isolate(networks, time.isBlank() ? null : duration(time.strip()));
  }

  /**
   * A time such as {@code 30m}, {@code 8h} or {@code 1h30m}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write it as 30m, 8h or 1h30m", e);
    }
  }

  /** Why it can't be done so; absent if it can. */
  @Nullable String mistake() {
    try {
      Action.Isolate unused = action();
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
