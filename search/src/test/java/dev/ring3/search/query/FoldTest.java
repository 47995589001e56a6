package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upper and lower case are made the same, character by character. */
class FoldTest {
  @Test
  void asciiOfAnyLengthIsAsJavaHasIt() {
    for (int length = 0; length < 40; length++) {
      for (int first = 0; first < 128; first++) {
        int start = first;
        String text =
            IntStream.range(0, length)
                .mapToObj(i -> Character.toString((start + 7 * i) % 128))
                .collect(Collectors.joining());
        assertEquals(text.toLowerCase(Locale.ROOT), Fold.lower(text));
      }
    }
  }

  @Test
  void eachCodePointFoldsAsItDoesAlone() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      int[] points =
          random
              .ints(random.nextInt(1, 30), 0, 0x10500)
              .map(c -> Character.isSurrogate((char) c) ? 'Q' : c)
              .toArray();
      String expected =
          IntStream.of(points)
              .mapToObj(c -> Character.toString(Character.toLowerCase(c)))
              .collect(Collectors.joining());
      assertEquals(expected, Fold.lower(new String(points, 0, points.length)), "seed " + seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"ÄRGER.EXE,ärger.exe", "C:\\ΣΑΣ,c:\\σασ", "İX,ix", "K,k", "ﬀA,ﬀa", "𐐀B,𐐨b"})
  void lettersBeyondAscii(String text, String folded) {
    assertEquals(folded, Fold.lower(text));
  }

  /** A surrogate alone is in no encoding; it stays. */
  @Test
  void halfACharacterStays() {
    assertEquals("a\ud800b", Fold.lower("A\ud800B"));
    assertEquals("ab\udc00", Fold.lower("AB\udc00"));
  }

  @Test
  void whatIsInLowerCaseIsTheSameObject() {
    String text = "c:\\windows\\cmd.exe /c 1";
    assertSame(text, Fold.lower(text));
  }
}
