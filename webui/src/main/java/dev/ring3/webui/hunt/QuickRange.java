package dev.ring3.webui.hunt;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time range that one click chooses.
 *
 * @param from as the address says it; null for all time
 */
public record QuickRange(String label, @Nullable String from) {
  static final List<QuickRange> ALL =
      List.of(
          new QuickRange("Last 15 min", "now-15m"),
          new QuickRange("Last hour", "now-1h"),
          new QuickRange("Last 24 h", "now-24h"),
          new QuickRange("Last 7 days", "now-7d"),
          new QuickRange("Last 30 days", "now-30d"),
          new QuickRange("All time", null));

  /** A quick range as the page shows it. */
  public record Choice(String label, String url, boolean current) {}

  /**
   * The ranges for a page.
   *
   * @param path of the page
   */
  public static List<Choice> choices(HuntState state, String path) {
    return ALL.stream()
        .map(
            range ->
                new Choice(
                    range.label,
                    state.withTimes(range.from, null).url(path),
                    range.isChosen(state)))
        .toList();
  }

  private boolean isChosen(HuntState state) {
    return state.to() == null && Objects.equals(state.from(), from);
  }

  /** What the button says that opens the choice. */
  static String label(HuntState state) {
    for (QuickRange range : ALL) {
      if (range.isChosen(state)) {
        return range.label;
      }
    }
    String from = Objects.requireNonNullElse(state.from(), "the start");
    return from + " – " + Objects.requireNonNullElse(state.to(), "now");
  }
}
