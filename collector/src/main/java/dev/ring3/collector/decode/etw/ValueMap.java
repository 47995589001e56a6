package dev.ring3.collector.decode.etw;

import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Words for a field's numbers.
 *
 * @param isBits whether each number is a bit, of which a value can have several
 * @param words by number
 */
public record ValueMap(boolean isBits, Map<Long, String> words) {
  public ValueMap {
    words = Collections.unmodifiableMap(new TreeMap<>(words));
  }

  /** The word for a number, or the number itself; the words of bits joined by {@code |}. */
  public String text(long number) {
    String word = words.get(number);
    if (word != null || !isBits) {
      return word == null ? Long.toUnsignedString(number) : word;
    }
    StringJoiner joined = new StringJoiner("|");
    long rest = number;
    for (Map.Entry<Long, String> bit : words.entrySet()) {
      if (bit.getKey() != 0 && (number & bit.getKey()) == bit.getKey()) {
        joined.add(bit.getValue());
        rest &= ~bit.getKey();
      }
    }
    if (rest != 0 || joined.length() == 0) {
      joined.add("0x" + Long.toHexString(rest));
    }
    return joined.toString();
  }
}
