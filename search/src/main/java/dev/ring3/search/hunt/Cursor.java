package dev.ring3.search.hunt;

import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Position;
import dev.ring3.search.index.Row;
import dev.ring3.search.query.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Where to go on, as text that can stand in a URL. A value too long for a URL is left out and read
 * from its event again.
 *
 * @param backwards to the page before
 * @param order that it belongs to
 * @param ref the hit it points at
 * @param position of that hit; without the value where {@code cut}
 */
record Cursor(boolean backwards, Order order, EventRef ref, Position position, boolean cut) {
  private static final int LONGEST_VALUE = 500;
  private static final String SEPARATOR = "\n";

  static String write(boolean backwards, Order order, Row row) {
    Object value = row.position().value();
    String kind =
        switch (value) {
          case null -> "0";
          case Long _number -> "n";
          case String text -> text.length() > LONGEST_VALUE ? "x" : "t";
          case Object other -> throw new IllegalArgumentException(other.toString());
        };
    String text =
        String.join(
            SEPARATOR,
            backwards ? "p" : "n",
            order.descending() ? "d" : "a",
            order.field().ecs(),
            row.ref().caseName(),
            Long.toString(row.position().key()),
            Long.toString(row.position().home()),
            kind + (kind.equals("x") || value == null ? "" : value));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws CursorException if the text is no cursor of this order
   */
  static Cursor read(String text, Order order) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = plain.split(SEPARATOR, 7);
      boolean same =
          parts[1].equals(order.descending() ? "d" : "a") && parts[2].equals(order.field().ecs());
      if (!same) {
        throw new CursorException("the page belongs to another order: start from the first page");
      }
      long key = number(parts[4]);
      char kind = parts[6].charAt(0);
      String value = parts[6].substring(1);
      Object typed = kind == 'n' ? Long.valueOf(number(value)) : value;
      Position position =
          new Position(kind == '0' || kind == 'x' ? null : typed, key, number(parts[5]));
      return new Cursor(
          parts[0].equals("p"), order, new EventRef(parts[3], key), position, kind == 'x');
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CursorException("'" + text + "' names no page: start from the first page");
    }
  }

  private static long number(String text) {
    return Numbers.parse(Objects.requireNonNull(text))
        .orElseThrow(() -> new IllegalArgumentException(text));
  }
}
