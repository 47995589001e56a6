package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.TextPattern.AnyRun;
import dev.ring3.search.query.TextPattern.Literal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a text ends with one of many endings: the last characters, as many as the shortest ending
 * has, lead to those that can fit.
 */
public final class Endings implements TextTest {
  /** So many are faster one by one. */
  public static final int FEWEST = 6;

  private final int shortest;
  private final String[][] byTail;

  /**
   * @param endings at least one, none empty
   */
  public Endings(List<String> endings) {
    this.shortest = endings.stream().mapToInt(String::length).min().orElseThrow();
    this.byTail = new String[Integer.highestOneBit(endings.size()) * 4][];
    for (String ending : endings) {
      int place = place(ending);
      String[] before = byTail[place] == null ? new String[0] : byTail[place];
      String[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = ending;
      byTail[place] = more;
    }
  }

  private int place(String text) {
    int hash = 0;
    for (int i = text.length() - shortest; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ (hash >>> 16)) & (byTail.length - 1);
  }

  @Override
  public boolean test(String text) {
    if (text.length() < shortest) {
      return false;
    }
    String[] fitting = byTail[place(text)];
    if (fitting != null) {
      for (String ending : fitting) {
        if (text.endsWith(ending)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a value has to end with, if that is all that a part asks. */
  public static Optional<String> of(Query part) {
    if (part instanceof Query.Match match && match.criterion() instanceof Criterion.Text text) {
      List<TextPattern.Part> parts = text.pattern().parts();
      if (parts.size() == 2
          && parts.get(0) instanceof AnyRun
          && parts.get(1) instanceof Literal literal) {
        return Optional.of(literal.text());
      }
    }
    return Optional.empty();
  }
}
