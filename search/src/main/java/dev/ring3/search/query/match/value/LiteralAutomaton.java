package dev.ring3.search.query.match.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many literals may stand anywhere in a text, upper and lower case being the same,
 * in one pass (Aho and Corasick, 1975, with all failures resolved beforehand). Immutable.
 *
 * <p>Characters beyond ASCII are taken for one another, so that what is found is to be tested, and
 * nothing is missed. In return the table has a row of some dozens of entries for each character of
 * the literals, whatever alphabets they are in.
 */
public final class LiteralAutomaton {
  private static final int ASCII = 128;

  /** The column of characters that no literal has, then that of those beyond ASCII. */
  private static final int NONE = 0;

  private static final int BEYOND = 1;

  private static final int[] NOTHING = {};

  private final int[] asciiColumn = new int[ASCII];
  private final int columns;
  private final int shortest;
  private final int[] next;
  private final int[][] found;

  /**
   * Builds the automaton.
   *
   * @param literals texts in lower case of at least one character, and the numbers to report for
   *     each
   */
  public LiteralAutomaton(Map<String, List<Integer>> literals) {
    this.columns = number(literals.keySet());
    this.shortest = literals.keySet().stream().mapToInt(String::length).min().orElse(0);
    Building building = new Building(columns);
    literals.forEach((literal, numbers) -> building.add(columnsOf(literal), numbers));
    int[] order = building.resolve();
    this.next = building.next(order);
    this.found = building.found(order);
  }

  /** The length of the shortest literal; a text that is shorter holds none. */
  public int shortest() {
    return shortest;
  }

  /** Takes the numbers of what is found; the same number may come several times. */
  public interface Found {
    void accept(int number);
  }

  /** Looks at a text as it is written, which need not be folded first. */
  public void find(String text, Found action) {
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      row = next[row + column(text.charAt(i))];
      if (row < 0) {
        row = ~row;
        for (int number : found[row / columns]) {
          action.accept(number);
        }
      }
    }
  }

  /** Gives each ASCII character of the literals a column; returns how many columns there are. */
  private int number(Iterable<String> literals) {
    int used = BEYOND + 1;
    for (String literal : literals) {
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        if (c < ASCII && asciiColumn[c] == NONE) {
          asciiColumn[Character.toUpperCase(c)] = used;
          asciiColumn[c] = used++;
        }
      }
    }
    return used;
  }

  private int column(char c) {
    if (c < ASCII) {
      return asciiColumn[c];
    }
    // The Kelvin sign and the dotted I become ASCII in lower case.
    char lower = Character.toLowerCase(c);
    return lower < ASCII ? asciiColumn[lower] : BEYOND;
  }

  private int[] columnsOf(String literal) {
    return literal.chars().map(c -> column((char) c)).toArray();
  }

  /** The tree of literals, then with failures. */
  private static final class Building {
    private final int columns;
    private final List<int[]> outputs = new ArrayList<>();
    private int[] targets;

    Building(int columns) {
      this.columns = columns;
      this.targets = new int[64 * columns];
      outputs.add(NOTHING);
    }

    private int addRow() {
      int row = outputs.size();
      int end = Math.multiplyExact(row + 1, columns);
      if (end > targets.length) {
        targets = Arrays.copyOf(targets, Math.max(end, 2 * targets.length));
      }
      outputs.add(NOTHING);
      return row;
    }

    void add(int[] literal, List<Integer> numbers) {
      int row = 0;
      for (int column : literal) {
        int to = targets[row * columns + column];
        if (to == 0) {
          to = addRow();
          targets[row * columns + column] = to;
        }
        row = to;
      }
      outputs.set(row, merge(outputs.get(row), numbers.stream().mapToInt(n -> n).toArray()));
    }

    /**
     * Fills each gap with where the longest suffix that is a prefix would go.
     *
     * @return the rows, those of short prefixes first
     */
    int[] resolve() {
      int[] failure = new int[outputs.size()];
      int[] breadthFirst = new int[outputs.size()];
      int seen = 1;
      for (int done = 0; done < seen; done++) {
        int row = breadthFirst[done];
        for (int column = 0; column < columns; column++) {
          int to = targets[row * columns + column];
          int fallback = row == 0 ? 0 : targets[failure[row] * columns + column];
          if (to == 0) {
            targets[row * columns + column] = fallback;
          } else {
            failure[to] = fallback;
            outputs.set(to, merge(outputs.get(to), outputs.get(fallback)));
            breadthFirst[seen++] = to;
          }
        }
      }
      return breadthFirst;
    }

    /**
     * All rows in one array in this order, which keeps the ones that are used most together.
     * Targets are the index of their row's first entry; its complement where something is found
     * there, so that nothing else needs to be looked at elsewhere.
     */
    int[] next(int[] order) {
      int[] place = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        place[order[i]] = i;
      }
      int[] all = new int[Math.multiplyExact(order.length, columns)];
      for (int i = 0; i < order.length; i++) {
        for (int column = 0; column < columns; column++) {
          int to = targets[order[i] * columns + column];
          int first = place[to] * columns;
          all[i * columns + column] = outputs.get(to).length == 0 ? first : ~first;
        }
      }
      return all;
    }

    int[][] found(int[] order) {
      return Arrays.stream(order).mapToObj(outputs::get).toArray(int[][]::new);
    }

    private static int[] merge(int[] a, int[] b) {
      if (a.length == 0) {
        return b;
      }
      return b.length == 0
          ? a
          : Arrays.stream(new int[][] {a, b}).flatMapToInt(Arrays::stream).distinct().toArray();
    }
  }
}
