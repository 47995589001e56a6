package dev.ring3.collector.evtx;

/**
 * The text that a template's value had in the record before. Many values (host, channel, user,
 * image) seldom change from record to record: comparing bytes is faster than writing the text
 * again, and the records share one string.
 */
final class LastText {
  /** Longer texts seldom come again; and what all templates remember must be bounded. */
  private static final int MAX_LENGTH = 256;

  private int chunkSerial;
  private int type;
  private int at;
  private int size;
  private String text = "";

  /** The text of the value there. */
  String text(BinXmlDecoder decoder, int newType, int newAt, int newSize) {
    if (chunkSerial == decoder.chunkSerial()
        && type == newType
        && size == newSize
        && decoder.sameBytes(at, newAt, newSize)) {
      return text;
    }
    int problems = decoder.problems();
    String written = decoder.text(newType, newAt, newSize);
    if (problems == decoder.problems() && written.length() <= MAX_LENGTH) {
      chunkSerial = decoder.chunkSerial();
      type = newType;
      at = newAt;
      size = newSize;
      text = written;
    }
    return written;
  }
}
