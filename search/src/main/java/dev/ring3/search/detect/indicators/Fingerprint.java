package dev.ring3.search.detect.indicators;

import dev.ring3.search.detect.indicators.value.IndicatorType;

/** 64 bits that stand for a kind and a value: FNV-1a over the characters, mixed once more. */
final class Fingerprint {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;
  private static final int HALF = 33;

  private Fingerprint() {}

  static long of(IndicatorType type, CharSequence value, int from) {
    long hash = (BASIS ^ type.word().charAt(0)) * PRIME + type.word().length();
    for (int i = from; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * PRIME;
    }
    hash = (hash ^ hash >>> HALF) * FIRST;
    hash = (hash ^ hash >>> HALF) * SECOND;
    return hash ^ hash >>> HALF;
  }
}
