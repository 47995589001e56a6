package dev.ring3.search.query.match.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "abc; 3; abc",
        ".{1000,}; 1000; ''",
        "a{2,3}b?c*d+; 3; d",
        "[a-z]{3}[^]x]?; 3; ''",
        "(abc)+x; 1; x",
        "a|bcd; 0; ''",
        "\\bab\\d{2}\\.exe$; 8; .exe",
        "\\x41\\x{1F600}; 2; ''",
        "ab+?c; 3; ab",
        "\\Qab\\E; 0; ''",
        "x\ud83d\ude00*y; 2; x",
        "a{x}b; 1; b"
      })
  void lengthAndTextAreThoseOfTheShortestMatch(String expression, int length, String text) {
    assertEquals(length, RequiredText.length(expression));
    assertEquals(text, RequiredText.of(expression).orElse(""));
  }
}
