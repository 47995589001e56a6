package dev.ring3.collector.evtx;

/**
 * What one record may cost. A few bytes of a template can name a large value thousands of times;
 * what exceeds these limits is no event that Windows wrote.
 */
final class Budget {
  /** Tokens compiled, values listed and instructions run; a whole chunk has 65,536 bytes. */
  static final int MAX_STEPS = 1 << 17;

  /**
   * Characters of all names and texts, compiled or put; every byte of a chunk written as a number
   * and a comma is less.
   */
  static final int MAX_TEXT = 1 << 19;

  private int steps;
  private int text;

  /** Characters that may still be spent. */
  int textLeft() {
    return text;
  }

  void renew() {
    steps = MAX_STEPS;
    text = MAX_TEXT;
  }

  void spendSteps(int count, int at) throws CorruptDataException {
    steps -= count;
    if (steps < 0) {
      throw new CorruptDataException(at, "the record needs more than " + MAX_STEPS + " steps");
    }
  }

  /** Fails early where a text still being joined is too long already. */
  void checkText(int characters, int at) throws CorruptDataException {
    spendText(characters, at);
    text += characters;
  }

  void spendText(int characters, int at) throws CorruptDataException {
    text -= characters;
    if (text < 0) {
      throw new CorruptDataException(
          at, "the record's names and texts need more than " + MAX_TEXT + " characters");
    }
  }
}
