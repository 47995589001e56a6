package dev.ring3.search.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Expressions of {@link Criterion.Search}: RE2, so that none takes more than linear time. */
public final class Expressions {
  /** Characters of the longest expression. */
  public static final int LONGEST = 4_000;

  private Expressions() {}

  /** What is wrong with the expression, if anything. */
  public static Optional<String> check(Criterion.Search search) {
    if (search.expression().length() > LONGEST) {
      return Optional.of("regular expression of more than " + LONGEST + " characters");
    }
    try {
      compile(search);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("bad regular expression (" + e.getDescription() + ")");
    } catch (StackOverflowError e) {
      return Optional.of("regular expression nested too deep");
    }
  }

  /**
   * The compiled expression, safe for any thread.
   *
   * @throws PatternSyntaxException where {@link #check} finds a fault
   */
  public static Pattern compile(Criterion.Search search) {
    int flags =
        (search.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
            | (search.multiLine() ? Pattern.MULTILINE : 0)
            | (search.dotAll() ? Pattern.DOTALL : 0);
    return Pattern.compile(search.expression(), flags);
  }
}
