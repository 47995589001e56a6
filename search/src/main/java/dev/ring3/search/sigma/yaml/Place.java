package dev.ring3.search.sigma.yaml;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(int line, int column) {
  /** The start of a file, for what is about the whole. */
  public static final Place START = new Place(1, 1);

  /** So many characters further in the same line. */
  public Place plus(int characters) {
    return new Place(line, column + characters);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
