package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.evtx.BinXmlWriter.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How values of each type are written. */
class ValueTypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NULL | '' | ''",
        "STRING | 610062000000 | ab",
        "STRING | e9003dd800de | é😀",
        "STRING | 6100620063006400650066000001 | abcdefĀ",
        "ANSI_STRING | 6180e900 | a€é",
        "INT8 | ff | -1",
        "UINT8 | ff | 255",
        "INT16 | 0080 | -32768",
        "UINT16 | ffff | 65535",
        "INT32 | 00000080 | -2147483648",
        "UINT32 | ffffffff | 4294967295",
        "INT64 | 0000000000000080 | -9223372036854775808",
        "UINT64 | ffffffffffffffff | 18446744073709551615",
        "UINT64 | ffffffffffffff7f | 9223372036854775807",
        "REAL32 | 0000c03f | 1.5",
        "REAL32 | 0000807f | INF",
        "REAL64 | 0000000000000840 | 3",
        "REAL64 | 000000000000f0ff | -INF",
        "REAL64 | 000000000000f87f | NaN",
        "BOOL | 00000000 | false",
        "BOOL | 01000000 | true",
        "BOOL | 00000100 | true",
        "BOOL | 01 | true",
        "BINARY | 00abff | 00ABFF",
        "GUID | 00112233445566778899aabbccddeeff | {33221100-5544-7766-8899-AABBCCDDEEFF}",
        "SIZE_T | 0a000000 | 0xa",
        "SIZE_T | ffffffffffffffff | 0xffffffffffffffff",
        "FILETIME | c1606388689fda01 | 2024-05-06T03:50:27.4480321Z",
        "FILETIME | 80a99d151183bf01 | 2000-02-29T23:59:59Z",
        "FILETIME | 00803fc498654f01 | 1900-03-01T00:00:00Z",
        "FILETIME | 0000000000000000 | 1601-01-01T00:00:00Z",
        "FILETIME | 00803ed5deb19d01 | 1970-01-01T00:00:00Z",
        "FILETIME | ffffffffffffffff | +60056-05-28T05:36:10.955161500Z",
        "SYSTEMTIME | e8070200040001000200030004000500 | 2024-02-01T02:03:04.0050000Z",
        "SYSTEMTIME | e807020004001d001700 3b00 3b00 0000 | 2024-02-29T23:59:59Z",
        "SID | 0101000000000005 12000000 | S-1-5-18",
        "SID | 0102010000000005 20000000 21000000 | S-1-0x10000000005-32-33",
        "HEX_INT32 | 00000000 | 0x0",
        "HEX_INT32 | ff0000f0 | 0xf00000ff",
        "HEX_INT64 | 0000000000000080 | 0x8000000000000000",
        "EVT_HANDLE | 10000000 | 0x10",
        "EVT_HANDLE | 1000000000000000 | 0x10",
        "EVT_XML | 3c0061002f003e00 | <a/>",
      })
  void valuesAreWrittenAsWindowsDoes(ValueType type, String hex, String expected) {
    Items items = data(Value.of(type, bytes(hex)));
    assertEquals(List.of(), items.damages());
    assertEquals(Map.of("winlog.event_data.X", expected), items.records().getFirst().data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | 6100000062006300000000000000 | a,bc,,",
        "STRING | 610000006200 | a,b",
        "ANSI_STRING | 610062 | a,b",
        "UINT16 | 010002000300 | 1,2,3",
        "BOOL | 0100000000000000 | true,false",
        "GUID | 00112233445566778899aabbccddeeff | {33221100-5544-7766-8899-AABBCCDDEEFF}",
        "SIZE_T | 01000000000000000200000000000000 | 0x1,0x2",
        "SIZE_T | 010000000200000003000000 | 0x1,0x2,0x3",
        "SID | 010100000000000512000000010100000000000513000000 | S-1-5-18,S-1-5-19",
        "HEX_INT64 | 0a00000000000000 | 0xa",
        "FILETIME | 80a99d151183bf01 | 2000-02-29T23:59:59Z",
        "FILETIME | 00803fc498654f01 | 1900-03-01T00:00:00Z",
        "FILETIME | 0000000000000000 | 1601-01-01T00:00:00Z",
        "BINARY | 0102 | 0102",
        "UINT8 | '' | ''",
      })
  void itemsOfArraysAreJoined(ValueType type, String hex, String expected) {
    Items items = data(Value.array(type, bytes(hex)));
    assertEquals(List.of(), items.damages());
    assertEquals(Map.of("winlog.event_data.X", expected), items.records().getFirst().data());
  }

  @ParameterizedTest
  @CsvSource({
    "0x08, 010203, a value of type UINT32 needs 4 bytes",
    "0x0f, 0102, a value of type GUID needs 16 bytes",
    "0x13, 0102000000000005, a SID of 2 parts needs 16 bytes",
    "0x93, 010200, needs 8 bytes",
    "0x88, 0102030405, needs 4 bytes",
    "0x7f, 0a, there is no value type 0x7f",
  })
  void valuesThatAreNotWhatTheySayAreKeptAndReported(String type, String hex, String problem) {
    Items items = data(new Value(Integer.decode(type), bytes(hex)));
    assertEquals(
        Map.of("winlog.event_data.X", hex.toUpperCase(java.util.Locale.ROOT)),
        items.records().getFirst().data());
    EvtxDamage damage = items.damages().getFirst();
    assertTrue(damage.problem().contains(problem), damage::toString);
    assertEquals(1L, damage.recordId());
  }

  @Test
  void allTypesAreTried() {
    // BINXML has a test of its own: its value is no text.
    assertEquals(25, ValueType.values().length);
    for (ValueType type : ValueType.values()) {
      assertEquals(type, ValueType.of(type.code() | ValueType.ARRAY));
    }
  }

  @Test
  void ansiBytesAreWindows1252() {
    Items items = data(Value.of(ValueType.ANSI_STRING, "plain".getBytes(StandardCharsets.UTF_8)));
    assertEquals("plain", items.records().getFirst().data().get("winlog.event_data.X"));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** A record with one named Data of that value. */
  private static Items data(Value value) {
    return Items.of(
        EvtxWriter.fileOf(
            record ->
                record.template(
                    7,
                    t ->
                        t.open("Event")
                            .content()
                            .open("EventData")
                            .content()
                            .open("Data", () -> t.attribute("Name").text("X"))
                            .content()
                            .normal(0, 0)
                            .end()
                            .end()
                            .end(),
                    List.of(value))));
  }
}
