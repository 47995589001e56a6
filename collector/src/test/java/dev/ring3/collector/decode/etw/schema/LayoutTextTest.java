package dev.ring3.collector.decode.etw.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.EventDecoder;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.ValueMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts as the catalogue writes them, and what they make of bytes written by hand. */
class LayoutTextTest {
  private static final Map<String, ValueMap> MAPS =
      Map.of(
          "Color", new ValueMap(false, Map.of(1L, "red", 2L, "green")),
          "Rights", new ValueMap(true, Map.of(1L, "read", 2L, "write", 4L, "run")));

  private static DecodedEvent decode(String layout, byte[] data, int pointerSize) {
    EventLayout event = new EventLayout("Test", "Test", LayoutText.parse(layout, MAPS));
    return new EventDecoder(event).decode(data, pointerSize);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "i8               ! ff                                  ! -1",
        "u8               ! ff                                  ! 255",
        "u8:boolean       ! 01                                  ! true",
        "i16              ! feff                                ! -2",
        "u16              ! feff                                ! 65534",
        "u16:port         ! 01bb                                ! 443",
        "u16:hex          ! 0100                                ! 0x1",
        "i32              ! ffffffff                            ! -1",
        "u32              ! ffffffff                            ! 4294967295",
        "u32:ipv4         ! c0000201                            ! 192.0.2.1",
        "u32=Color        ! 02000000                            ! green",
        "u32=Color        ! 07000000                            ! 7",
        "u32=Rights       ! 05000000                            ! read|run",
        "u32=Rights       ! 09000000                            ! read|0x8",
        "i64              ! ffffffffffffffff                    ! -1",
        "u64              ! ffffffffffffffff                    ! 18446744073709551615",
        "f32              ! 0000c03f                            ! 1.5",
        "f64              ! 000000000000f83f                    ! 1.5",
        "bool             ! 01000000                            ! true",
        "hex32            ! ff000000                            ! 0xff",
        "hex64            ! ff00000000000000                    ! 0xff",
        "pointer          ! 0010000000f8ffff                    ! 0xfffff80000001000",
        "size             ! 0010000000000000                    ! 4096",
        "guid             ! d6fb2c220b7e2b42a0c72fad1fd0e716    ! {222CFBD6-7E0B-422B-A0C7-2FAD1FD0E716}",
        "filetime         ! 8c75f5905934d601                    ! 2020-05-27T19:03:54.2747532Z",
        "systemtime       ! e407050003001b00130003003600e700    ! 2020-05-27T19:03:54.2310000Z",
        "sid              ! 010500000000000515000000010000000200000003000000f4010000 ! S-1-5-21-1-2-3-500",
        "wbem-sid         ! 00000000                            ! ''",
        "utf16            ! 610062000000                        ! ab",
        "utf16            ! 6100e4ff0000                        ! a\uffe4",
        "ansi             ! 616200                              ! ab",
        "ansi:utf8        ! c3a400                              ! ä",
        "char16[3]        ! 610062000000                        ! ab",
        "char8[4]         ! 61620000                            ! ab",
        "counted-utf16    ! 04006100 6200                       ! ab",
        "counted-ansi     ! 02006162                            ! ab",
        "counted-binary   ! 02000aff                            ! 0AFF",
        "counted-string   ! 040061006200                        ! ab",
        "counted-ansi-string ! 02006162                         ! ab",
        "reverse-counted-string ! 000461006200                  ! ab",
        "reverse-counted-ansi-string ! 00026162                 ! ab",
        "unterminated-string ! 61006200                         ! ab",
        "unterminated-ansi-string ! 6162                        ! ab",
        "hexdump          ! 020000000aff                        ! 0AFF",
        "binary(2)        ! 0aff                                ! 0AFF",
        "binary(16):ipv6  ! 20010db8000000000000000000000001    ! 2001:db8:0:0:0:0:0:1",
        "binary(8):socket-address ! 020001bbc0000201            ! 192.0.2.1:443",
        "u32[2]           ! 0100000002000000                    ! 1,2",
        "u8[3]            ! 0102ff                              ! 0102FF",
        "pointer[*]       ! 01000000000000000200000000000000    ! 0x1,0x2",
      })
  void valuesOfEveryType(String type, String hex, String expected) {
    DecodedEvent event = decode("X " + type, new DataWriter().hex(hex).bytes(), 8);
    assertTrue(event.isExact(), () -> event.problem() + ", left " + event.bytesLeft());
    assertEquals(expected, event.text(0));
  }

  @Test
  void addressesOfIpv6Sockets() {
    byte[] data =
        new DataWriter()
            .hex("1700 01bb 00000000 20010db8000000000000000000000001 00000000")
            .bytes();
    DecodedEvent event = decode("A binary(28):socket-address", data, 8);
    assertEquals("[2001:db8:0:0:0:0:0:1]:443", event.text(0));
  }

  @Test
  void pointersHaveTheSizeOfTheRecord() {
    byte[] data = new DataWriter().u32(0x1000).u32(7).bytes();
    DecodedEvent event = decode("P pointer, N u32", data, 4);
    assertTrue(event.isExact());
    assertEquals(Map.of("P", "0x1000", "N", "7"), event.texts());
  }

  @Test
  void lengthsAndCountsComeFromEarlierFields() {
    byte[] data =
        new DataWriter()
            .u16(2)
            .characters("ab")
            .u32(2)
            .u32(1)
            .utf16("one")
            .u32(2)
            .utf16("two")
            .u8(9)
            .bytes();
    DecodedEvent event =
        decode("L u16, T utf16(L), N u32, S {Id u32, Name utf16}[N], End u8", data, 8);
    assertTrue(event.isExact());
    assertEquals("ab", event.text("T").orElseThrow());
    assertEquals("{Id=1, Name=one},{Id=2, Name=two}", event.text("S").orElseThrow());
    assertEquals(9, event.number("End").orElseThrow());
  }

  @Test
  void membersOfAStructCanGiveSizes() {
    byte[] data = new DataWriter().u8(1).hex("aa").u8(2).hex("bbcc").bytes();
    DecodedEvent event = decode("S {N u8, B binary(N)}[2]", data, 8);
    assertTrue(event.isExact());
    assertEquals("{N=1, B=AA},{N=2, B=BBCC}", event.text(0));
  }

  @Test
  void aTokenUserStandsBeforeItsSid() {
    byte[] data =
        new DataWriter().u64(0xffff8000).u64(0).hex("010100000000000512000000").ansi("x").bytes();
    DecodedEvent event = decode("User wbem-sid, Name ansi", data, 8);
    assertTrue(event.isExact());
    assertEquals(Map.of("User", "S-1-5-18", "Name", "x"), event.texts());
  }

  @Test
  void dataThatEndTooSoonKeepWhatCameBefore() {
    DecodedEvent event = decode("A u32, B u64", new DataWriter().u32(1).u16(2).bytes(), 8);
    assertEquals(Map.of("A", "1"), event.texts());
    assertEquals("B needs 8 bytes at offset 4, has 2", event.problem().orElseThrow());
  }

  @Test
  void aCountThatCannotBeIsAProblemAndNoWork() {
    byte[] data = new DataWriter().u32(0xffff_ffffL).bytes();
    assertTrue(decode("N u32, A u64[N]", data, 8).problem().isPresent());
    assertTrue(decode("N u32, A utf16[N]", data, 8).size() > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "A u99",
        "A u32,",
        "A u32(",
        "A u32[",
        "A u32:nothing",
        "A u32=Nothing",
        "A {B u32",
        "A u32 B u32"
      })
  void mistakesSayTheirPlace(String layout) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LayoutText.parse(layout, MAPS), layout);
    assertTrue(String.valueOf(e.getMessage()).contains(" at character "), e.getMessage());
  }

  @Test
  void aSizeMustComeFromANumberBefore() {
    assertThrows(
        IllegalArgumentException.class, () -> decode("A binary(N), N u32", new byte[0], 8));
    assertThrows(
        IllegalArgumentException.class, () -> decode("N utf16, A binary(N)", new byte[0], 8));
  }
}
