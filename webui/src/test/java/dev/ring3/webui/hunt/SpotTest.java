package dev.ring3.webui.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotTest {
  /** The caret is at the bar. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "proc|, 0, proc",
        "a AND proc|, 6, proc",
        "a AND (-proc|, 8, proc",
        "pro|c, 0, pro",
        "'|', 0, ''",
        "'a |', 2, ''",
        "\"a b\" c|, 6, c",
      })
  void namesAreFound(String text, int start, String typed) {
    int at = text.indexOf('|');
    Spot spot = Spot.at(text.replace("|", ""), at);
    assertEquals(new Spot.OfName(start, at, typed), spot);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "process.name:pow|, 13, process.name, pow",
        "'process.name:|', 13, process.name, ''",
        "a OR NOT (f:\"c d|, 12, f, c d",
        "-f:C:\\W|, 3, f, C:\\W",
        "f:\"a \\\" b|, 2, f, a \\\" b",
      })
  void valuesAreFound(String text, int start, String name, String typed) {
    int at = text.indexOf('|');
    Spot spot = Spot.at(text.replace("|", ""), at);
    assertEquals(new Spot.OfValue(start, at, name, typed), spot);
  }

  @Test
  void anyTextHasASpotInsideIt() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append("ab:\"\\( )-+!é".charAt(random.nextInt(12)));
      }
      int at = random.nextInt(16) - 2;
      Spot spot = Spot.at(text.toString(), at);
      boolean inside =
          0 <= spot.start() && spot.start() <= spot.end() && spot.end() <= text.length();
      assertEquals(true, inside, "seed " + seed + ": " + text + " at " + at + ": " + spot);
    }
  }
}
