package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Criterion;
import org.jspecify.annotations.Nullable;

/** Texts between two others, by code points. */
final class RangeText {
  private RangeText() {}

  static boolean within(String folded, Criterion.TextRange range) {
    int low = compare(folded, range.from(), 1);
    int high = compare(folded, range.to(), -1);
    return (low > 0 || (low == 0 && range.fromIncluded()))
        && (high < 0 || (high == 0 && range.toIncluded()));
  }

  private static int compare(String value, @Nullable String end, int open) {
    if (end == null) {
      return open;
    }
    int length = Math.min(value.length(), end.length());
    int i = 0;
    while (i < length && value.charAt(i) == end.charAt(i)) {
      i++;
    }
    if (i == length) {
      return Integer.compare(value.length(), end.length());
    }
    return Integer.compare(point(value, i), point(end, i));
  }

  /** The code point that the character at {@code i} belongs to; the texts are equal before it. */
  private static int point(String text, int i) {
    return Character.isLowSurrogate(text.charAt(i)) && i > 0
        ? text.codePointAt(i - 1)
        : text.codePointAt(i);
  }
}
