package dev.ring3.collector.enrich.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DownloadMarkTest {
  private static Optional<DownloadMark> parse(String text) {
    return DownloadMark.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatBrowsersWrite() {
    assertEquals(
        Optional.of(
            new DownloadMark(
                3, Optional.of("https://a.example/x.exe?q=1"), Optional.of("https://a.example/"))),
        parse(
            """
            [ZoneTransfer]\r
            ZoneId=3\r
            ReferrerUrl=https://a.example/\r
            HostUrl=https://a.example/x.exe?q=1\r
            """));
    assertEquals(
        Optional.of(new DownloadMark(2, Optional.empty(), Optional.empty())),
        parse("zoneid = 2\nHostUrl="));
  }

  @Test
  void whatNamesNoZoneIsNone() {
    assertEquals(Optional.empty(), parse(""));
    assertEquals(Optional.empty(), parse("ZoneId=three\n=\n=="));
    assertEquals(Optional.empty(), DownloadMark.parse(new byte[] {-1, -2, 0, 0, '='}));
  }
}
