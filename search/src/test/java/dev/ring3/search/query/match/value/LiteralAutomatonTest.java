package dev.ring3.search.query.match.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.query.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {
  private final long seed = Long.getLong("ring3.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  /** Few letters, so that literals overlap, and are beginnings and ends of others. */
  private String text(String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void findsWhatALookForEachFinds() {
    for (int round = 0; round < 3_000; round++) {
      List<String> literals = new ArrayList<>();
      Map<String, List<Integer>> numbered = new TreeMap<>();
      for (int i = random.nextInt(1, 40); i > 0; i--) {
        String literal = text("abcd.", random.nextInt(2, 7));
        numbered.computeIfAbsent(literal, _l -> new ArrayList<>()).add(literals.size());
        literals.add(literal);
      }
      LiteralAutomaton automaton = new LiteralAutomaton(numbered);
      for (int i = 0; i < 10; i++) {
        String value = text("abcdABCDxyz.", random.nextInt(0, 40));
        TreeSet<Integer> expected = new TreeSet<>();
        for (int number = 0; number < literals.size(); number++) {
          if (Fold.lower(value).contains(literals.get(number))) {
            expected.add(number);
          }
        }
        TreeSet<Integer> found = new TreeSet<>();
        automaton.find(value, found::add);
        assertEquals(expected, found, () -> "seed " + seed + ": " + literals + " in " + value);
      }
    }
  }

  @Test
  void missesNothingBeyondAscii() {
    LiteralAutomaton automaton =
        new LiteralAutomaton(Map.of("straße", List.of(1), "ké", List.of(2)));
    for (String value : List.of("STRAßE", "in der Straße", "\u212aé", "xké", "KÉ")) {
      List<Integer> found = new ArrayList<>();
      automaton.find(value, found::add);
      assertTrue(!found.isEmpty(), value);
    }
  }
}
