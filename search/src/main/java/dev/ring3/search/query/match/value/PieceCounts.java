package dev.ring3.search.query.match.value;

/**
 * How often the pieces of literals occur in all of them, about: what stands in many rules ({@code
 * .exe}, {@code \windows\}) stands in many events too. For one thread; 256 KB.
 */
public final class PieceCounts {
  private static final int BITS = 16;

  private final int[] counts = new int[1 << BITS];

  /** Counts the pieces of a literal in lower case. */
  public void add(String literal) {
    byte[] text = FoldedText.of(literal).characters();
    for (int at = 0; at + LiteralSearch.PIECE <= text.length; at++) {
      counts[place(text, at)]++;
    }
  }

  /**
   * Where the pieces of a literal begin that occur least.
   *
   * @param several how many pieces, each a character after the one before, there must be
   * @return 0 if it has no more
   */
  int rarest(byte[] text, int several) {
    int rarest = 0;
    long fewest = Long.MAX_VALUE;
    for (int first = 0; first + several - 1 + LiteralSearch.PIECE <= text.length; first++) {
      long all = 0;
      for (int at = first; at < first + several; at++) {
        all += counts[place(text, at)];
      }
      if (all < fewest) {
        fewest = all;
        rarest = first;
      }
    }
    return rarest;
  }

  private static int place(byte[] text, int at) {
    return LiteralSearch.spread(LiteralSearch.piece(text, at)) >>> (Integer.SIZE - BITS);
  }
}
