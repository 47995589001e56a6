package dev.ring3.webui.hunt;

/** What is being typed in a query, to be completed: the name of a field, or a value of one. */
sealed interface Spot {
  /** Where it starts in the query, in UTF-16 units. */
  int start();

  /** The first unit after it. */
  int end();

  /** What is there already. */
  String typed();

  /** A name is being typed, or a word that may become one. */
  record OfName(int start, int end, String typed) implements Spot {}

  /**
   * A value is being typed.
   *
   * @param typed without the quote it may start with
   */
  record OfValue(int start, int end, String name, String typed) implements Spot {}

  /**
   * What is typed at a place of a query.
   *
   * @param at where the caret is, in UTF-16 units; what follows it is not looked at
   */
  static Spot at(String query, int at) {
    int end = Math.min(Math.max(at, 0), query.length());
    int start = end;
    boolean quoted = false;
    for (int i = 0, word = 0; i <= end; i++) {
      start = word;
      if (i == end) {
        break;
      }
      char c = query.charAt(i);
      if (c == '"' && (i == 0 || query.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (Character.isWhitespace(c) || c == '(' || c == ')')) {
        word = i + 1;
      }
    }
    String word = query.substring(start, end);
    int sign = 0;
    while (sign < word.length() && "+-!".indexOf(word.charAt(sign)) >= 0) {
      sign++;
    }
    int colon = word.indexOf(':');
    if (colon <= sign) {
      return new OfName(start + sign, end, word.substring(sign));
    }
    String value = word.substring(colon + 1);
    boolean opens = value.startsWith("\"");
    return new OfValue(
        start + colon + 1, end, word.substring(sign, colon), opens ? value.substring(1) : value);
  }
}
