package dev.ring3.collector.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads one record's text: a line of a log file ({@code [node=N ]type=T msg=audit(...): ...}) or a
 * message of the kernel ({@code audit(...): ...}).
 *
 * <p>Fields are {@code name=value}; a value is a word, or in double quotes, or in single quotes and
 * then made of fields itself, which count as the record's own. Words that are no field are left
 * out. Behind the character 0x1D the log daemon writes what it looked up, under capital names. At
 * most {@link #MAX_FIELDS} fields are taken.
 */
public final class AuditText {
  /** Fields of one record. An {@code EXECVE} record with more arguments continues in another. */
  public static final int MAX_FIELDS = 8192;

  private static final char LOOKED_UP = 0x1d;

  private final String text;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> quoted = new LinkedHashSet<>();

  private AuditText(String text) {
    this.text = text;
  }

  /** A line of a log file. */
  public static AuditRecord line(String line) throws AuditTextException {
    int at = 0;
    String node = "";
    if (line.startsWith("node=")) {
      at = end(line, 5);
      node = line.substring(5, at);
      at++;
    }
    if (!line.startsWith("type=", at)) {
      throw new AuditTextException("need type=, have " + excerpt(line, at));
    }
    int typeEnd = end(line, at + 5);
    String type = line.substring(at + 5, typeEnd);
    at = Math.min(line.length(), typeEnd + 1);
    if (line.startsWith("msg=", at)) {
      at += 4;
    }
    return body(node, type, line, at);
  }

  /** A message as the kernel sends it, without its type. */
  public static AuditRecord message(int type, String text) throws AuditTextException {
    return body("", RecordTypes.name(type), text, 0);
  }

  private static AuditRecord body(String node, String type, String text, int at)
      throws AuditTextException {
    int close = text.indexOf(')', at);
    if (!text.startsWith("audit(", at) || close < 0) {
      throw new AuditTextException("need audit(TIME:SERIAL), have " + excerpt(text, at));
    }
    String stamp = text.substring(at + 6, close);
    int dot = stamp.indexOf('.');
    int colon = stamp.indexOf(':');
    if (dot <= 0 || colon <= dot) {
      throw new AuditTextException("need SECONDS.MILLISECONDS:SERIAL, have " + stamp);
    }
    AuditText reader = new AuditText(text);
    try {
      Instant time =
          Instant.ofEpochSecond(
              Long.parseLong(stamp.substring(0, dot)),
              Integer.parseInt(stamp.substring(dot + 1, colon)) * 1_000_000L);
      long serial = Long.parseLong(stamp.substring(colon + 1));
      int start = text.startsWith(":", close + 1) ? close + 2 : close + 1;
      reader.fields(start, text.length());
      return new AuditRecord(node, type, time, serial, reader.values, reader.quoted);
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw new AuditTextException("need SECONDS.MILLISECONDS:SERIAL, have " + stamp);
    }
  }

  private void fields(int from, int to) {
    int at = from;
    while (at < to && values.size() < MAX_FIELDS) {
      char c = text.charAt(at);
      if (isGap(c)) {
        at++;
        continue;
      }
      int nameEnd = at;
      while (nameEnd < to && text.charAt(nameEnd) != '=' && !isGap(text.charAt(nameEnd))) {
        nameEnd++;
      }
      if (nameEnd >= to || text.charAt(nameEnd) != '=' || nameEnd == at) {
        at = nameEnd + 1;
        continue;
      }
      at = value(text.substring(at, nameEnd), nameEnd + 1, to);
    }
  }

  /** Takes the value that starts there; gives the place behind it. */
  private int value(String name, int from, int to) {
    char first = from < to ? text.charAt(from) : ' ';
    if (first == '"') {
      int close = closing('"', from + 1, to);
      if (values.putIfAbsent(name, text.substring(from + 1, close)) == null) {
        quoted.add(name);
      }
      return close + 1;
    }
    if (first == '\'') {
      int mark = text.indexOf(LOOKED_UP, from);
      int last = text.lastIndexOf('\'', (mark < 0 || mark > to ? to : mark) - 1);
      int close = last > from ? last : to;
      fields(from + 1, close);
      return close + 1;
    }
    int end = from;
    int braces = 0;
    while (end < to && text.charAt(end) != LOOKED_UP) {
      char c = text.charAt(end);
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if ((c == ' ' && braces <= 0) || c == '\n') {
        break;
      }
      end++;
    }
    values.putIfAbsent(name, stripped(text.substring(from, end)));
    return end;
  }

  private int closing(char quote, int from, int to) {
    int close = text.indexOf(quote, from);
    return close < 0 || close > to ? to : close;
  }

  /** Old programs write {@code (hostname=?, addr=?, res=success)}. */
  private static String stripped(String word) {
    String value = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
    boolean open = value.endsWith(")") && value.indexOf('(') < 0;
    return open ? value.substring(0, value.length() - 1) : value;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '(' || c == ',' || c == LOOKED_UP || c == '\n' || c == '\r';
  }

  private static int end(String text, int from) {
    int space = text.indexOf(' ', from);
    return space < 0 ? text.length() : space;
  }

  private static String excerpt(String text, int at) {
    String rest = text.substring(Math.min(at, text.length()));
    return '"' + (rest.length() > 40 ? rest.substring(0, 40) + "…" : rest) + '"';
  }
}
