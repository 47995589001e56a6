package dev.ring3.search.detect.indicators.read;

import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.detect.indicators.value.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes over what a file says, and notes what cannot be. For one thread. */
public final class Taking {
  /** Indicators of one list. */
  public static final int MOST = 2_000_000;

  /** Problems that are kept; further ones are only counted. */
  public static final int MOST_PROBLEMS = 1_000;

  private static final int SHOWN = 120;

  private final String file;
  private final @Nullable IndicatorType only;
  private final @Nullable Instant expires;
  private final Consumer<Indicator> indicators;
  private final List<String> problems = new ArrayList<>();
  private long taken;
  private long refused;

  /**
   * @param file its name, for problems
   * @param only the kind of values that do not tell theirs; null: what they look like
   * @param expires of indicators that do not tell; null: never
   */
  public Taking(
      String file,
      @Nullable IndicatorType only,
      @Nullable Instant expires,
      Consumer<Indicator> indicators) {
    this.file = file;
    this.only = only;
    this.expires = expires;
    this.indicators = indicators;
  }

  /** How many were taken over. */
  public long taken() {
    return taken;
  }

  /** How many were not. */
  public long refused() {
    return refused;
  }

  /** Why, with places; the first {@link #MOST_PROBLEMS}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** A value whose kind the file does not tell. */
  void guess(String place, String value, @Nullable Instant until, String description) {
    String mended = Written.mended(value);
    Optional<IndicatorType> type =
        only == null
            ? Written.type(mended)
            : Optional.of(only).filter(o -> o.normal(mended).isPresent());
    if (type.isPresent()) {
      take(place, type.orElseThrow(), mended, until, description);
    } else {
      refuse(place, "'" + shown(value) + "' is no " + (only == null ? "indicator" : only.word()));
    }
  }

  /** A value of that kind. */
  void take(
      String place, IndicatorType type, String value, @Nullable Instant until, String description) {
    String mended = Written.mended(value);
    Optional<String> normal = type.normal(mended).or(() -> type.normal(bare(type, mended)));
    if (normal.isEmpty()) {
      refuse(place, "'" + shown(value) + "' is no " + type.word());
    } else if (taken >= MOST) {
      refuse(place, "more than " + MOST + " indicators: split the list");
    } else {
      taken++;
      Instant ends = until == null ? expires : until;
      indicators.accept(new Indicator(type, normal.orElseThrow(), ends, description.strip()));
    }
  }

  /** A pipe's name may be told without saying that it is one. */
  private static String bare(IndicatorType type, String value) {
    return type == IndicatorType.PIPE ? "\\pipe\\" + value : value;
  }

  void refuse(String place, String reason) {
    refused++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(file + ":" + place + ": " + reason);
    }
  }

  static String shown(String value) {
    String plain = value.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
  }
}
