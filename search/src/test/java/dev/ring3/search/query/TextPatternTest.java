package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.query.TextPattern.AnyOne;
import dev.ring3.search.query.TextPattern.AnyRun;
import dev.ring3.search.query.TextPattern.Literal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPatternTest {
  @Test
  void backslashesFollowSigma() {
    assertEquals(Optional.of("c:\\windows"), TextPattern.of("C:\\Windows").exact());
    assertEquals(Optional.of("a\\b"), TextPattern.of("a\\\\b").exact());
    assertEquals(Optional.of("a*b?"), TextPattern.of("a\\*b\\?").exact());
    assertEquals(Optional.of("a\\"), TextPattern.of("a\\").exact());
    assertEquals(List.of(new Literal("a\\"), new AnyRun()), TextPattern.of("a\\\\*").parts());
    assertEquals(Optional.of("a\\*"), TextPattern.of("a\\\\\\*").exact());
  }

  @Test
  void wildcardsSplitTheText() {
    assertEquals(
        List.of(new AnyRun(), new Literal("a"), new AnyOne(), new Literal("b")),
        TextPattern.of("**A?b").parts());
    assertTrue(TextPattern.of("**").matchesAll());
    assertEquals("ab", TextPattern.of("ab*c").prefix());
    assertEquals("", TextPattern.of("*ab").prefix());
    assertEquals(Optional.empty(), TextPattern.of("a?").exact());
  }

  @Test
  void literalsHaveNoWildcards() {
    assertEquals(Optional.of("a*?\\"), TextPattern.literal("A*?\\").exact());
    assertEquals(Optional.of(""), TextPattern.literal("").exact());
  }

  @Test
  void isWrittenSoThatItIsReadAgain() {
    for (String text : List.of("a*b", "?", "a\\*b\\\\c", "C:\\\\x")) {
      TextPattern pattern = TextPattern.of(text);
      assertEquals(pattern, TextPattern.of(pattern.toString()));
    }
  }
}
