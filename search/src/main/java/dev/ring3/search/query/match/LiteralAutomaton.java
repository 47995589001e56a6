package dev.ring3.search.query.match;

import dev.ring3.search.query.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many literals stand anywhere in a text, upper and lower case being the same, in
 * one pass (Aho and Corasick, 1975, with all failures resolved beforehand). Immutable.
 *
 * <p>Characters that no literal has share one column, so that the table has a row of some dozens of
 * entries for each character of the literals.
 */
final class LiteralAutomaton {
  private static final int ASCII = 128;
  private static final int[] NOTHING = {};

  private final int[] asciiColumn = new int[ASCII];
  private final Map<Character, Integer> otherColumn = new HashMap<>();
  private final int columns;
  private final int[] next;
  private final int[][] found;

  /**
   * Builds the automaton.
   *
   * @param literals texts in lower case of at least one character, and the numbers to report for each
   */
  LiteralAutomaton(Map<String, List<Integer>> literals) {
    this.columns = number(literals.keySet());
    Building building = new Building(columns);
    literals.forEach((literal, numbers) -> building.add(columnsOf(literal), numbers));
    building.resolve();
    this.next = building.next();
    this.found = building.found();
  }

  /** Takes the numbers of what is found; the same number may come several times. */
  interface Found {
    void accept(int number);
  }

  /** Looks at a text as it is written, which need not be folded first. */
  void find(String text, Found action) {
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && !text.equals(Fold.lower(text))) {
        // Letters beyond 16 bits have cases of their own; what was found so far comes again.
        find(Fold.lower(text), action);
        return;
      }
      row = next[row + column(c)];
      int[] numbers = found[row / columns];
      for (int number : numbers) {
        action.accept(number);
      }
    }
  }

  private int number(Iterable<String> literals) {
    int used = 1;
    for (String literal : literals) {
      for (int i = 0; i < literal.length(); i++) {
        char c = literal.charAt(i);
        if (column(c) == 0) {
          if (c < ASCII) {
            asciiColumn[Character.toUpperCase(c)] = used;
            asciiColumn[c] = used++;
          } else {
            otherColumn.put(c, used++);
          }
        }
      }
    }
    return used;
  }

  private int column(char c) {
    if (c < ASCII) {
      return asciiColumn[c];
    }
    return otherColumn.isEmpty() ? 0 : otherColumn.getOrDefault(Character.toLowerCase(c), 0);
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

    /** All rows in one array, targets as the index of their row's first entry. */
    int[] next() {
      int[] all = new int[Math.multiplyExact(rows.size(), columns)];
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < columns; column++) {
          all[row * columns + column] = rows.get(row)[column] * columns;
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
