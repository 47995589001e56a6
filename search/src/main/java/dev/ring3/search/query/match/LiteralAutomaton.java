package dev.ring3.search.query.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
final class LiteralAutomaton {
  private static final int ASCII = 128;

  /** The column of characters that no literal has, then that of those beyond ASCII. */
  private static final int NONE = 0;

  private static final int BEYOND = 1;

  private static final int[] NOTHING = {};

  private final int number;
  private final int[] asciiColumn = new int[ASCII];
  private final int columns;
  private final int[] next;
  private final int[][] found;

  /**
   * Builds the automaton.
   *
   * @param number tells it from others
   * @param literals texts in lower case of at least one character, and the numbers to report for
   *     each
   */
  LiteralAutomaton(int number, Map<String, List<Integer>> literals) {
    this.number = number;
    this.columns = number(literals.keySet());
    Building building = new Building(columns);
    literals.forEach((literal, numbers) -> building.add(columnsOf(literal), numbers));
    building.resolve();
    this.next = building.next();
    this.found = building.found();
  }

  int number() {
    return number;
  }

  /** Takes the numbers of what is found; the same number may come several times. */
  interface Found {
    void accept(int number);
  }

  /** Looks at a text as it is written, which need not be folded first. */
  void find(String text, Found action) {
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
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> outputs = new ArrayList<>();

    Building(int columns) {
      this.columns = columns;
      addRow();
    }

    private int addRow() {
      rows.add(new int[columns]);
      outputs.add(NOTHING);
      return rows.size() - 1;
    }

    void add(int[] literal, List<Integer> numbers) {
      int row = 0;
      for (int column : literal) {
        int to = rows.get(row)[column];
        if (to == 0) {
          to = addRow();
          rows.get(row)[column] = to;
        }
        row = to;
      }
      outputs.set(row, merge(outputs.get(row), numbers.stream().mapToInt(n -> n).toArray()));
    }

    /** Fills each gap with where the longest suffix that is a prefix would go. */
    void resolve() {
      int[] failure = new int[rows.size()];
      ArrayDeque<Integer> breadthFirst = new ArrayDeque<>();
      breadthFirst.add(0);
      while (!breadthFirst.isEmpty()) {
        int row = breadthFirst.remove();
        for (int column = 0; column < columns; column++) {
          int to = rows.get(row)[column];
          int fallback = row == 0 ? 0 : rows.get(failure[row])[column];
          if (to == 0) {
            rows.get(row)[column] = fallback;
          } else {
            failure[to] = fallback;
            outputs.set(to, merge(outputs.get(to), outputs.get(fallback)));
            breadthFirst.add(to);
          }
        }
      }
    }

    /**
     * All rows in one array, targets as the index of their row's first entry; its complement where
     * something is found there, so that nothing else needs to be looked at elsewhere.
     */
    int[] next() {
      int[] all = new int[Math.multiplyExact(rows.size(), columns)];
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < columns; column++) {
          int to = rows.get(row)[column];
          int first = to * columns;
          all[row * columns + column] = outputs.get(to).length == 0 ? first : ~first;
        }
      }
      return all;
    }

    int[][] found() {
      Map<List<Integer>, int[]> same = new LinkedHashMap<>();
      return outputs.stream()
          .map(o -> same.computeIfAbsent(Arrays.stream(o).boxed().toList(), _o -> o))
          .toArray(int[][]::new);
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
