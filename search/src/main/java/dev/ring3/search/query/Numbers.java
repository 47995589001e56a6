package dev.ring3.search.query;

import java.util.Optional;

/** Reads whole numbers as sources and people write them. */
public final class Numbers {
  private static final int LONGEST = 20;

  private Numbers() {}

  /** A decimal number with or without sign, or a hexadecimal one after {@code 0x}; 64 bits. */
  public static Optional<Long> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.startsWith("0x") || text.startsWith("0X")
              ? Long.parseUnsignedLong(text, 2, text.length(), 16)
              : Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
