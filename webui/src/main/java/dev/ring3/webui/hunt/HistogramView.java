package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The histogram as a picture and as words. The picture's unit is one bucket wide and {@link
 * #HEIGHT} high.
 *
 * @param starts for each bucket its first time, as the address says it
 * @param ends for each bucket its last time, as the address says it
 */
record HistogramView(List<Bar> bars, List<String> starts, List<String> ends, String width) {
  /** Height of the tallest bar. */
  static final int HEIGHT = 100;

  /** Buckets that fit on a screen. */
  static final int BUCKETS = 90;

  private static final double LEAST_SEEN = 2;

  /** One bucket. */
  record Bar(int x, double y, double height, long count) {}

  HistogramView {
    bars = List.copyOf(bars);
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
  }

  static HistogramView of(Histogram histogram) {
    int size = histogram.counts().size();
    long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long count = histogram.counts().get(i);
      double share = most == 0 ? 0 : (double) HEIGHT * count / most;
      double height = count == 0 ? 0 : Math.max(LEAST_SEEN, share);
      bars.add(new Bar(i, HEIGHT - height, height, count));
    }
    Precision precision = Precision.of(histogram.width());
    return new HistogramView(
        bars,
        IntStream.range(0, size).mapToObj(i -> precision.text(histogram.startOf(i))).toList(),
        IntStream.range(1, size + 1)
            .mapToObj(i -> precision.text(histogram.startOf(i).minus(precision.unit)))
            .toList(),
        words(histogram.width()));
  }

  /** How exactly times must be written so that a written time means its bucket's edge. */
  private enum Precision {
    SECOND(Duration.ofSeconds(1), "uuuu-MM-dd'T'HH:mm:ss'Z'"),
    MILLISECOND(Duration.ofMillis(1), "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'"),
    MICROSECOND(Duration.ofNanos(1_000), "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'"),
    NANOSECOND(Duration.ofNanos(1), "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");

    private final Duration unit;
    private final DateTimeFormatter format;

    Precision(Duration unit, String pattern) {
      this.unit = unit;
      this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    static Precision of(Duration width) {
      for (Precision precision : values()) {
        if (width.toNanos() % precision.unit.toNanos() == 0) {
          return precision;
        }
      }
      return NANOSECOND;
    }

    String text(Instant time) {
      return format.format(time);
    }
  }

  private static String words(Duration width) {
    if (width.toNanos() % 1_000_000_000L != 0) {
      return width.toNanos() / 1_000_000.0 + " ms";
    }
    long seconds = width.toSeconds();
    record Unit(long seconds, String name) {}
    for (Unit unit :
        List.of(new Unit(86_400, "day"), new Unit(3_600, "hour"), new Unit(60, "minute"))) {
      if (seconds % unit.seconds() == 0) {
        long count = seconds / unit.seconds();
        return count + " " + unit.name() + (count == 1 ? "" : "s");
      }
    }
    return seconds + (seconds == 1 ? " second" : " seconds");
  }

  public boolean isEmpty() {
    return bars.isEmpty();
  }

  /** The picture's own coordinates. */
  public String viewBox() {
    return "0 0 " + bars.size() + " " + HEIGHT;
  }

  public String startList() {
    return String.join(",", starts);
  }

  public String endList() {
    return String.join(",", ends);
  }

  public String countList() {
    return bars.stream().map(bar -> Long.toString(bar.count())).collect(Collectors.joining(","));
  }
}
