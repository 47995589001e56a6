package dev.ring3.search.query;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one value has to be. A criterion that cannot fit a field's type (a {@link Phrase} on a
 * number, a {@link Times} on a path) matches nothing.
 */
public sealed interface Criterion {
  /**
   * The whole text, upper and lower case being the same. For text, keyword, prose, address, yes/no,
   * and numbers as decimal text.
   */
  record Text(TextPattern pattern) implements Criterion {
    public Text {
      Objects.requireNonNull(pattern);
    }
  }

  /**
   * The whole text, upper and lower case being the same, in the syntax of Lucene's {@code RegExp}.
   *
   * @param expression valid by {@code dev.ring3.search.query.Regex.check}
   */
  record Regex(String expression) implements Criterion {
    public Regex {
      Objects.requireNonNull(expression);
    }
  }

  /**
   * The whole text, upper and lower case being different. For text, keyword, prose, address,
   * yes/no, and numbers as decimal text.
   *
   * @param pattern as written, not folded
   */
  record CasedText(TextPattern pattern) implements Criterion {
    public CasedText {
      Objects.requireNonNull(pattern);
    }
  }

  /**
   * Somewhere in the text, as Sigma's {@code re} means it. For what {@link CasedText} is for.
   *
   * @param expression in RE2's syntax, which has no look-around and no back references and takes
   *     linear time; {@link Expressions} checks and compiles it
   * @param ignoreCase whether upper and lower case are the same
   * @param multiLine whether {@code ^} and {@code $} stand at line ends as well
   * @param dotAll whether {@code .} stands for line ends as well
   */
  record Search(String expression, boolean ignoreCase, boolean multiLine, boolean dotAll)
      implements Criterion {
    public Search {
      Objects.requireNonNull(expression);
    }
  }

  /** A part of a point in time, in UTC. For dates. */
  record TimePart(Unit unit, int value) implements Criterion {
    public TimePart {
      Objects.requireNonNull(unit);
    }

    /** Which part; weeks are those of ISO 8601. */
    public enum Unit {
      MINUTE,
      HOUR,
      DAY,
      WEEK,
      MONTH,
      YEAR
    }
  }

  /**
   * A whole number, both ends included. On text: those values that are whole numbers, decimal or
   * {@code 0x…}.
   */
  record Numbers(long from, long to) implements Criterion {}

  /** A point in time: {@code from} included, {@code until} not. For dates. */
  record Times(Instant from, Instant until) implements Criterion {
    public Times {
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }
  }

  /**
   * An address, both ends included, in the order of their 128 bits (IPv4 mapped into IPv6). On
   * text: those values that are addresses.
   */
  record Addresses(InetAddress from, InetAddress to) implements Criterion {
    public Addresses {
      Objects.requireNonNull(from);
      Objects.requireNonNull(to);
    }
  }

  /**
   * A text between two others by code points in lower case.
   *
   * @param from null: no lower end
   * @param to null: no upper end
   */
  record TextRange(
      @Nullable String from, boolean fromIncluded, @Nullable String to, boolean toIncluded)
      implements Criterion {
    public TextRange {
      from = from == null ? null : Fold.lower(from);
      to = to == null ? null : Fold.lower(to);
    }
  }

  /**
   * Words side by side in one text. A pattern that is only {@code *} stands for any one word.
   *
   * @param words at least one; each matches a whole word as {@link WordBreaker} finds them
   */
  record Phrase(List<TextPattern> words) implements Criterion {
    public Phrase {
      words = List.copyOf(words);
      if (words.isEmpty()) {
        throw new IllegalArgumentException("a phrase needs a word");
      }
    }
  }
}
