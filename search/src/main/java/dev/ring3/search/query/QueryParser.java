package dev.ring3.search.query;

import java.time.InstantSource;
import java.util.Objects;

/**
 * Reads the hunt language: Lucene's query syntax over ECS names, aliases and source names.
 *
 * <table>
 * <caption>What can be written</caption>
 * <tr><td>{@code mimikatz}, {@code "lsass dump"}</td><td>words side by side in any text</td></tr>
 * <tr><td>{@code process.name:cmd.exe}</td><td>the whole value; in {@code message} and other
 * sentences the words</td></tr>
 * <tr><td>{@code CommandLine:"* -enc *"}</td><td>{@code *} any run, {@code ?} one character, also
 * at the start and in quotes</td></tr>
 * <tr><td>{@code f:(a OR "b c")}</td><td>a group for one field</td></tr>
 * <tr><td>{@code a b}, {@code a AND b}, {@code a && b}</td><td>both</td></tr>
 * <tr><td>{@code a OR b}, {@code a || b}</td><td>either; binds less than AND</td></tr>
 * <tr><td>{@code NOT a}, {@code -a}, {@code !a}</td><td>without; binds most</td></tr>
 * <tr><td>{@code +a}</td><td>the same as {@code a}</td></tr>
 * <tr><td>{@code f:[1 TO 5]}, {@code f:{1 TO *}}, {@code f:>=5}</td><td>ranges; square brackets
 * include the end; {@code *} is open</td></tr>
 * <tr><td>{@code @timestamp:[now-24h TO now]}, {@code @timestamp:2024-05-01}</td><td>times as
 * {@link TimeSpan} reads them, UTC unless they say otherwise</td></tr>
 * <tr><td>{@code source.ip:10.0.0.0/8}</td><td>a CIDR block</td></tr>
 * <tr><td>{@code f:/regex/}</td><td>the whole value, as {@link Regex}</td></tr>
 * <tr><td>{@code _exists_:f}, {@code f:*}</td><td>any value</td></tr>
 * <tr><td>{@code *}, {@code *:*}, nothing</td><td>every event</td></tr>
 * </table>
 *
 * <p>Values are compared without regard to upper and lower case. AND, OR, NOT and TO are operators
 * in upper case only.
 *
 * <p><b>Backslashes</b> are Sigma's: {@code \*} and {@code \?} are the characters, {@code \\} is
 * one backslash, and a backslash before anything else is itself, so that {@code C:\Windows\cmd.exe}
 * can be typed as it is. A wildcard after a backslash is written {@code C:\Windows\\*}. Beyond
 * Sigma, {@code \"} is a quote, and outside quotes {@code \ }, {@code \(}, {@code \)} and {@code
 * \:} are the characters. A text that ends in a backslash before a closing quote is written {@code
 * "C:\dir\\"}.
 *
 * <p><b>Colons</b>: only the first of a word parts field and value; the rest belong to the value.
 * Within a group {@code f:(…)} all do.
 *
 * <p>A word that starts with {@code /} is a regular expression only if its next slash ends it, so
 * that {@code /usr/bin/id} is a path.
 *
 * <p>Safe for any thread.
 */
public final class QueryParser {
  /** Characters (UTF-16) of the longest query. */
  public static final int MAX_LENGTH = 32_768;

  /** Parentheses and negations within each other. */
  public static final int MAX_DEPTH = 64;

  /** Conditions of one query, an alias counting as many as it means. */
  public static final int MAX_CLAUSES = 2_000;

  private final InstantSource clock;

  /**
   * @param clock says what {@code now} is
   */
  public QueryParser(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * The query that a text writes.
   *
   * @param names what names mean among the events that are searched
   * @throws QueryException if the text is no query; nothing else is thrown for any text
   */
  public Query parse(String text, Names names) {
    if (text.length() > MAX_LENGTH) {
      throw new QueryException(
          MAX_LENGTH + 1,
          "query of " + text.length() + " characters",
          "at most " + MAX_LENGTH + " can be read; split it");
    }
    return new Grammar(text, names, clock.instant()).query();
  }
}
