package dev.ring3.collector.sensor.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.win32.RegistryKey.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryDataTest {
  private static List<String> texts(int type, String hex) {
    return RegistryData.texts(new Value("", type, HexFormat.of().parseHex(hex)));
  }

  private static List<String> texts(int type, byte[] data) {
    return RegistryData.texts(new Value("", type, data));
  }

  @Test
  void eachTypeBecomesText() {
    byte[] several = "a.dll\0b.dll\0\0".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(List.of("a.dll"), texts(1, several));
    assertEquals(List.of("a.dll", "b.dll"), texts(7, several));
    assertEquals(List.of("4294967295"), texts(4, "ffffffff"));
    assertEquals(List.of("1"), texts(11, "0100000000000000"));
    assertEquals(List.of("0aff"), texts(3, "0aff"));
  }

  @Test
  void whatDoesNotFitItsTypeIsToldAsItIs() {
    assertEquals(List.of("ff"), texts(4, "ff"));
    assertEquals(List.of("ff"), texts(11, "ff"));
    assertEquals(List.of("a"), texts(1, "610062"));
    assertEquals(List.of(), texts(1, ""));
  }
}
