package dev.ring3.search.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the words of a text: runs of letters and digits, in lower case. Everything else separates,
 * so {@code C:\Windows\cmd.exe} has the words {@code c}, {@code windows}, {@code cmd} and {@code
 * exe}. A run of more than {@value #LONGEST} characters is several words of that length.
 */
public final class WordBreaker {
  /** Characters (UTF-16) of the longest word. */
  public static final int LONGEST = 256;

  private final String text;
  private int start;
  private int end;

  /** Starts before the first word of {@code text}. For one thread. */
  public WordBreaker(String text) {
    this.text = text;
  }

  /** Moves to the next word, if there is one. */
  public boolean next() {
    int length = text.length();
    int at = end;
    while (at < length && !isWordAt(at)) {
      at += width(at);
    }
    start = at;
    while (at < length && at - start < LONGEST && isWordAt(at)) {
      at += width(at);
    }
    end = at;
    return end > start;
  }

  /** Where the word starts. */
  public int start() {
    return start;
  }

  /** Where the word ends, excluded. */
  public int end() {
    return end;
  }

  private boolean isWordAt(int at) {
    char unit = text.charAt(at);
    return isWord(Character.isSurrogate(unit) ? text.codePointAt(at) : unit);
  }

  /** Units of the code point there. */
  private int width(int at) {
    return Character.isSurrogate(text.charAt(at)) ? Character.charCount(text.codePointAt(at)) : 1;
  }

  /** Whether the code point is part of a word. */
  public static boolean isWord(int codePoint) {
    if (codePoint < 0x80) {
      return (codePoint >= 'a' && codePoint <= 'z')
          || (codePoint >= '0' && codePoint <= '9')
          || (codePoint >= 'A' && codePoint <= 'Z');
    }
    return Character.isLetterOrDigit(codePoint);
  }

  /** All words of a text, in lower case. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    WordBreaker breaker = new WordBreaker(text);
    while (breaker.next()) {
      words.add(Fold.lower(text.substring(breaker.start, breaker.end)));
    }
    return words;
  }

  /**
   * The words of a pattern, in which a wildcard is part of the word it touches. Where only {@code
   * *} stands between two separators it is any one word; at either end it is dropped, as any text
   * may come before and after.
   */
  static List<TextPattern> words(TextPattern pattern) {
    List<TextPattern> words = new ArrayList<>();
    List<TextPattern.Part> word = new ArrayList<>();
    for (TextPattern.Part part : pattern.parts()) {
      switch (part) {
        case TextPattern.Literal literal -> literalWords(literal.text(), word, words);
        case TextPattern.AnyRun any -> word.add(any);
        case TextPattern.AnyOne any -> word.add(any);
      }
    }
    flush(word, words);
    while (!words.isEmpty() && words.getFirst().matchesAll()) {
      words.removeFirst();
    }
    while (!words.isEmpty() && words.getLast().matchesAll()) {
      words.removeLast();
    }
    return words;
  }

  private static void literalWords(
      String text, List<TextPattern.Part> word, List<TextPattern> words) {
    WordBreaker breaker = new WordBreaker(text);
    int done = 0;
    while (breaker.next()) {
      if (breaker.start > done || (done > 0 && breaker.start == done)) {
        flush(word, words);
      }
      word.add(new TextPattern.Literal(text.substring(breaker.start, breaker.end)));
      done = breaker.end;
    }
    if (done < text.length()) {
      flush(word, words);
    }
  }

  private static void flush(List<TextPattern.Part> word, List<TextPattern> words) {
    if (!word.isEmpty()) {
      words.add(new TextPattern(word));
      word.clear();
    }
  }
}
