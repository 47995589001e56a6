package dev.ring3.collector.evtx;

/** A part of an element's or attribute's text. */
sealed interface Piece {
  /** The same in every record. */
  record Text(String text) implements Piece {}

  /**
   * A value of the record.
   *
   * @param index its number in the record's list of values
   * @param optional whether what it is the only text of is left out where the value is null
   */
  record Substitution(int index, boolean optional) implements Piece {}
}
