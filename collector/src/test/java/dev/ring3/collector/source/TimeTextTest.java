package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2020-10-18T10:56:18.7990001Z, 2020-10-18T10:56:18.799000100Z",
    "2020-10-18T10:56:18Z, 2020-10-18T10:56:18Z",
    "2020-02-29T10:56:18.5Z, 2020-02-29T10:56:18.500Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "2020-10-18T24:00:00Z, 2020-10-19T00:00:00Z",
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
        "2021-02-29T10:56:18Z",
        "2020-10-18T10:60:18Z",
        "2020-10-18T10:56:18.1234567890Z",
        "2020-10-18T10:56:18.12x4Z",
        "2020-10-18T1\u0660:56:18Z",
        "1603018578"
      })
  void isNoTime(String text) {
    assertEquals(Optional.empty(), TimeText.instant(text));
  }

  /** The short way and the platform's parser read the same, day by day over eleven years. */
  @Test
  void readsWhatThePlatformReads() {
    for (int i = 0; i < 4_000; i++) {
      Instant time =
          Instant.ofEpochSecond(1_500_000_000L + i * 87_013L, i * 249_937L % 1_000_000_000);
      assertEquals(Optional.of(time), TimeText.instant(time.toString()));
    }
  }
}
