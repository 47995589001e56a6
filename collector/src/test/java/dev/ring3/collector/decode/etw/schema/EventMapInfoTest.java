package dev.ring3.collector.decode.etw.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.EventDecoder;
import dev.ring3.collector.decode.etw.ValueMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventMapInfoTest {
  /** EVENT_MAP_INFO with two entries, 1 and 4. */
  private static byte[] map(int flag, String one, String four) {
    int first = 16 + 2 * 8;
    int second = first + 2 * one.length() + 2;
    return new DataWriter()
        .u32(0)
        .u32(flag)
        .u32(2)
        .u32(0)
        .u32(first)
        .u32(1)
        .u32(second)
        .u32(4)
        .utf16(one)
        .utf16(four)
        .bytes();
  }

  @Test
  void valuesAndBits() {
    assertEquals(
        Optional.of(new ValueMap(false, Map.of(1L, "Read", 4L, "Write"))),
        EventMapInfo.read(map(1, "Read ", "Write ")));
    assertEquals(
        Optional.of(new ValueMap(true, Map.of(1L, "Read", 4L, "Write"))),
        EventMapInfo.read(map(2, "Read", "Write")));
  }

  @Test
  void whatMakesNoSenseIsNoMap() {
    byte[] whole = map(1, "Read", "Write");
    for (int size = 0; size < whole.length; size++) {
      assertTrue(EventMapInfo.read(Arrays.copyOf(whole, size)).isEmpty(), size + " bytes");
    }
    assertTrue(EventMapInfo.read(map(4, "Read", "Write")).isEmpty(), "a map of patterns");
  }

  /** An event with one field, a number with a map. */
  static byte[] eventWithMap(String provider, int id) {
    int names = 112 + 24;
    return new DataWriter()
        .hex(provider)
        .u64(0)
        .u64(0)
        .u16(id)
        .u8(9)
        .u8(0)
        .u8(4)
        .u8(0)
        .u16(3)
        .u64(0)
        .hex("00".repeat(52))
        .u32(1)
        .u32(1)
        .u32(0)
        .u32(0)
        .u32(names)
        .u16(8)
        .u16(0)
        .u32(names + 14)
        .u16(1)
        .u16(4)
        .u32(0)
        .utf16("Access")
        .utf16("AccessMap")
        .bytes();
  }

  @Test
  void wordsStandBesideTheNumber() {
    TraceEventInfo info =
        TraceEventInfo.read(
                eventWithMap("11111111222233334444555555555555", 9),
                name ->
                    name.equals("AccessMap")
                        ? EventMapInfo.read(map(2, "Read", "Write"))
                        : Optional.empty())
            .orElseThrow();
    DecodedEvent event = new EventDecoder(info.layout()).decode(new DataWriter().u32(5).bytes(), 8);
    assertEquals(Map.of("Access", "5", "Access.text", "Read|Write"), event.texts());
    assertEquals(5, event.number("Access").orElseThrow());
  }
}
