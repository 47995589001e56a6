package dev.ring3.search.query;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.ByteRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Regular expressions of the hunt language: Lucene's {@code RegExp} on the whole value, case
 * ignored. They become automata, so that no expression can take more than linear time.
 */
public final class Regex {
  /** Characters of the longest expression. */
  public static final int LONGEST = 1_000;

  private static final int EFFORT = 10_000;

  private Regex() {}

  /** What is wrong with the expression, if anything. */
  public static Optional<String> check(String expression) {
    if (expression.length() > LONGEST) {
      return Optional.of("regular expression of more than " + LONGEST + " characters");
    }
    try {
      automaton(expression);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("bad regular expression (" + e.getMessage() + ")");
    } catch (TooComplexToDeterminizeException | StackOverflowError e) {
      return Optional.of("regular expression too complex");
    }
  }

  /**
   * The automaton over UTF-8 bytes of text in lower case. Safe for any thread.
   *
   * @throws IllegalArgumentException or another of Lucene's, where {@link #check} finds a fault
   */
  public static ByteRunAutomaton compile(String expression) {
    return new ByteRunAutomaton(automaton(expression), false);
  }

  /**
   * The expression as a test of texts. Safe for any thread.
   *
   * @throws IllegalArgumentException as {@link #compile} does
   */
  public static Predicate<String> predicate(String expression) {
    ByteRunAutomaton automaton = compile(expression);
    return text -> {
      byte[] folded = Fold.lower(text).getBytes(StandardCharsets.UTF_8);
      return automaton.run(folded, 0, folded.length);
    };
  }

  private static Automaton automaton(String expression) {
    RegExp parsed =
        new RegExp(expression, RegExp.ALL, RegExp.CASE_INSENSITIVE | RegExp.CASE_INSENSITIVE_RANGE);
    return Operations.determinize(parsed.toAutomaton(), EFFORT);
  }
}
