package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2020-10-18T10:56:18.7990001Z, 2020-10-18T10:56:18.799000100Z",
    "2020-10-18 10:56:18.799, 2020-10-18T10:56:18.799Z",
    "2020-10-18 10:56:18, 2020-10-18T10:56:18Z",
    "2020-10-18T10:56, 2020-10-18T10:56:00Z",
    "2020-10-18T10:56:18+02:00, 2020-10-18T08:56:18Z",
    "2020-10-18 10:56:18 -0430, 2020-10-18T15:26:18Z",
  })
  void isATime(String text, String instant) {
    assertEquals(Optional.of(Instant.parse(instant)), TimeText.instant(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "2020-10-18",
        "18.10.2020 10:56:18",
        "2020-13-18T10:56:18Z",
        "1603018578"
      })
  void isNoTime(String text) {
    assertEquals(Optional.empty(), TimeText.instant(text));
  }
}
