package dev.ring3.search.query.match.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.search.query.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiteralSearchTest {
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

  private static LiteralSearch search(Map<String, List<Integer>> literals) {
    PieceCounts pieces = new PieceCounts();
    literals.keySet().forEach(pieces::add);
    return new LiteralSearch(literals, pieces);
  }

  /** Literals and values of these letters: those that are found, and those that should be. */
  private void compare(String literalLetters, String valueLetters, boolean isExact) {
    List<String> literals = new ArrayList<>();
    Map<String, List<Integer>> numbered = new TreeMap<>();
    for (int i = random.nextInt(1, 80); i > 0; i--) {
      String literal = Fold.lower(text(literalLetters, random.nextInt(1, 12)));
      numbered.computeIfAbsent(literal, _l -> new ArrayList<>()).add(literals.size());
      literals.add(literal);
    }
    LiteralSearch search = search(numbered);
    for (int i = 0; i < 10; i++) {
      String value = text(valueLetters, random.nextInt(0, 40));
      TreeSet<Integer> expected = new TreeSet<>();
      for (int number = 0; number < literals.size(); number++) {
        if (Fold.lower(value).contains(literals.get(number))) {
          expected.add(number);
        }
      }
      TreeSet<Integer> found = new TreeSet<>();
      search.find(FoldedText.of(value), 0, (number, _end) -> found.add(number));
      if (!isExact) {
        found.retainAll(expected);
      }
      assertEquals(expected, found, () -> "seed " + seed + ": " + literals + " in " + value);
    }
  }

  @Test
  void findsWhatALookForEachFinds() {
    for (int round = 0; round < 3_000; round++) {
      compare("abcd.", "abcdABCDxyz.", true);
    }
  }

  /** Of each the first place behind where the search begins is told. */
  @Test
  void tellsWhereTheFirstOneEnds() {
    for (int round = 0; round < 3_000; round++) {
      Map<String, List<Integer>> numbered = new TreeMap<>();
      for (int i = random.nextInt(1, 80); i > 0; i--) {
        numbered.put(text("abcd.", random.nextInt(1, 12)), List.of(i));
      }
      String value = text("abcdABCDxyz.", random.nextInt(0, 60));
      int from = random.nextInt(value.length() + 1);
      Map<Integer, Integer> expected = new TreeMap<>();
      numbered.forEach(
          (literal, numbers) -> {
            int start = Fold.lower(value).indexOf(literal, from);
            if (start >= 0) {
              expected.put(numbers.getFirst(), start + literal.length());
            }
          });
      Map<Integer, Integer> found = new TreeMap<>();
      search(numbered)
          .find(
              FoldedText.of(value),
              from,
              (number, end) -> {
                if (end - literalOf(numbered, number).length() >= from) {
                  found.merge(number, end, Math::min);
                }
              });
      assertEquals(expected, found, () -> "seed " + seed + ": " + numbered + " in " + value);
    }
  }

  private static String literalOf(Map<String, List<Integer>> numbered, int number) {
    return numbered.entrySet().stream()
        .filter(entry -> entry.getValue().contains(number))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** The Kelvin sign is a k, and half a character is none of ASCII. */
  @Test
  void missesNothingBeyondAscii() {
    for (int round = 0; round < 3_000; round++) {
      compare("abk\u00e9\u03c3", "abAB\u212a\u00c9\u03a3?\ud83d", false);
    }
  }

  @Test
  void whatIsBeyondAsciiIsNotFoundInAscii() {
    LiteralSearch search = search(Map.of("stra\u00dfe", List.of(1), "\u2615", List.of(2)));
    List<Integer> found = new ArrayList<>();
    search.find(FoldedText.of("strasse ? strase"), 0, (number, _end) -> found.add(number));
    assertEquals(List.of(), found);
    search.find(FoldedText.of("in der STRA\u00dfE \u2615"), 0, (number, _end) -> found.add(number));
    assertEquals(List.of(1, 2), found.stream().sorted().toList());
  }
}
