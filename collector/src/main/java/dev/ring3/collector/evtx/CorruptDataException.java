package dev.ring3.collector.evtx;

/** Bytes of a chunk that cannot be what they should be. Becomes an {@link EvtxDamage}. */
final class CorruptDataException extends Exception {
  private final int offset;

  /**
   * @param offset where, from the chunk's start
   * @param problem what was needed and what was found
   */
  CorruptDataException(int offset, String problem) {
    super(problem, null, false, false); // no stack trace: a damaged file can hold thousands
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
