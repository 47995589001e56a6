package dev.ring3.search.detect.indicators;

import java.util.Arrays;
import java.util.List;

/**
 * A sorted set of fingerprints. They are evenly spread, so that one is looked for where it should
 * be, and from there by halves of what is left. Immutable.
 */
final class Fingerprints {
  /** Neighbours within which the guess mostly is. */
  private static final int NEAR = 64;

  private final long[] sorted;

  private Fingerprints(long[] sorted) {
    this.sorted = sorted;
  }

  /** All of several sorted arrays. */
  static Fingerprints of(List<long[]> parts) {
    if (parts.size() == 1) {
      return new Fingerprints(parts.getFirst());
    }
    long[] all = new long[Math.toIntExact(parts.stream().mapToLong(p -> p.length).sum())];
    int at = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    Arrays.sort(all);
    return new Fingerprints(all);
  }

  int size() {
    return sorted.length;
  }

  boolean has(long fingerprint) {
    int from = 0;
    int to = sorted.length;
    if (to > 2 * NEAR) {
      double share = (fingerprint - (double) Long.MIN_VALUE) / -(2.0 * Long.MIN_VALUE);
      int guess = Math.clamp((long) (share * to), NEAR, to - NEAR - 1);
      int step = NEAR;
      if (sorted[guess] <= fingerprint) {
        from = guess;
        while (guess + step < to && sorted[guess + step] < fingerprint) {
          from = guess + step;
          step *= 2;
        }
        to = Math.min(to, guess + step + 1);
      } else {
        to = guess;
        while (guess - step > 0 && sorted[guess - step] > fingerprint) {
          to = guess - step;
          step *= 2;
        }
        from = Math.max(0, guess - step);
      }
    }
    return Arrays.binarySearch(sorted, from, to, fingerprint) >= 0;
  }
}
