package dev.ring3.search.query;

/** Writes the hunt language, so that a click can become part of a query. */
public final class QueryText {
  private QueryText() {}

  /** The condition that a name has exactly this value, such as {@code process.name:"cmd.exe"}. */
  public static String match(String name, String value) {
    return name(name) + ":" + quoted(value);
  }

  /** A name as it is written before a colon. */
  public static String name(String name) {
    return name.matches("[\\w@.#-]+") ? name : quoted(name);
  }

  /** A value in quotes, in which nothing is a wildcard. */
  public static String quoted(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean last = i + 1 == value.length();
      boolean special = c == '*' || c == '?' || c == '"';
      if (special || (c == '\\' && (last || "\\*?\"".indexOf(value.charAt(i + 1)) >= 0))) {
        text.append('\\');
      }
      text.append(c);
    }
    return text.append('"').toString();
  }
}
