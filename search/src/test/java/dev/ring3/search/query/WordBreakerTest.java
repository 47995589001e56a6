package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordBreakerTest {
  @Test
  void wordsAreRunsOfLettersAndDigitsInLowerCase() {
    assertEquals(
        List.of("c", "windows", "system32", "cmd", "exe", "c", "äö", "日本", "1"),
        WordBreaker.words("C:\\Windows\\System32\\cmd.exe /c ÄÖ_日本-1"));
    assertEquals(List.of(), WordBreaker.words(" -- \ud83d "));
    assertEquals(List.of("𝐀"), WordBreaker.words("(𝐀)"));
  }

  @Test
  void aLongRunIsSeveralWords() {
    assertEquals(
        List.of("a".repeat(256), "a".repeat(256), "a"), WordBreaker.words("a".repeat(513)));
  }

  @Test
  void wildcardsBelongToTheWordTheyTouch() {
    assertEquals(
        List.of(TextPattern.of("power*"), TextPattern.of("exe")),
        WordBreaker.words(TextPattern.of("Power*.exe")));
    assertEquals(
        List.of(TextPattern.of("a"), TextPattern.of("*"), TextPattern.of("b")),
        WordBreaker.words(TextPattern.of("a \\\\*\\b")));
    assertEquals(List.of(TextPattern.of("a")), WordBreaker.words(TextPattern.of("*.a-*")));
    assertEquals(
        List.of(TextPattern.literal("a".repeat(256)), TextPattern.of("a".repeat(44) + "*")),
        WordBreaker.words(TextPattern.of("a".repeat(300) + "*")));
  }

  @Test
  void lowerCaseIsOneCodePointAtATime() {
    assertEquals("straße i", Fold.lower("STRAßE İ"));
    assertEquals("σσ", Fold.lower("ΣΣ"));
    assertEquals("𐐨", Fold.lower("𐐀"));
    String same = "already lower";
    assertEquals(System.identityHashCode(same), System.identityHashCode(Fold.lower(same)));
  }
}
