package dev.ring3.search.index.find;

import java.util.function.Consumer;

/**
 * A table from a value's 64-bit key to its count, without objects. For text the key is a hash:
 * among a million values two share one with a probability of 3 in 100 million.
 */
final class ValueCounts {
  /** Distinct values that can be counted. */
  static final int MOST = 5_000_000;

  private static final int START = 1 << 10;

  private long[] keys = new long[START];
  private long[] counts = new long[START];
  private int[] segments = new int[START];
  private long[] ords = new long[START];
  private int[] best = new int[START];
  private int size;

  /**
   * A value's count and where its most frequent spelling is.
   *
   * @param segment and {@code ord}: −1 where the key is the value itself
   */
  record Entry(long key, long count, int segment, long ord) {}

  int size() {
    return size;
  }

  void add(long key, int count, int segment, long ord) {
    int at = slot(keys, counts, key);
    if (counts[at] == 0) {
      grow();
      at = slot(keys, counts, key);
      keys[at] = key;
      size++;
    }
    counts[at] += count;
    if (count > best[at]) {
      best[at] = count;
      segments[at] = segment;
      ords[at] = ord;
    }
  }

  void forEach(Consumer<Entry> action) {
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] > 0) {
        action.accept(new Entry(keys[i], counts[i], segments[i], ords[i]));
      }
    }
  }

  private void grow() {
    if (size >= MOST) {
      throw new SearchLimitException(
          "more than " + MOST + " different values to count: narrow the time range or the query");
    }
    if (size * 2 < keys.length) {
      return;
    }
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    int[] oldSegments = segments;
    long[] oldOrds = ords;
    int[] oldBest = best;
    int capacity = oldKeys.length * 2;
    keys = new long[capacity];
    counts = new long[capacity];
    segments = new int[capacity];
    ords = new long[capacity];
    best = new int[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int at = slot(keys, counts, oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
        segments[at] = oldSegments[i];
        ords[at] = oldOrds[i];
        best[at] = oldBest[i];
      }
    }
  }

  private static int slot(long[] keys, long[] counts, long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (counts[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
