package dev.ring3.collector.etl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Traces written by hand. */
class EtlReaderTest {
  private static final UUID PROVIDER = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final int IMAGE_LOAD = 0x030a;

  private static byte[] event(int id, long clock) {
    return EtlWriter.event(PROVIDER, id, 1, clock, new byte[] {1, 2, 3});
  }

  private static EtlWriter twoProcessors() {
    return EtlWriter.of(4, 0)
        .buffer(0, event(1, 2000), event(3, 4000))
        .buffer(1, event(2, 3000), event(4, 5000))
        .buffer(0, event(5, 6000));
  }

  private static List<Integer> ids(EtlItems items) {
    return items.records().stream().skip(1).map(r -> r.record().header().id()).toList();
  }

  @Test
  void recordsOfAllProcessorsAreInOrderOfTime() throws NotEtlException {
    EtlItems items = EtlItems.of(twoProcessors().bytes());
    assertEquals(List.of(1, 2, 3, 4, 5), ids(items));
    assertEquals(List.of(), items.damages());
    EtlRecord second = items.records().get(2);
    assertEquals(1, second.record().header().processor());
    assertEquals(PROVIDER, second.record().header().provider());
    assertEquals(EtlWriter.START + 2000, second.record().header().time());
    assertEquals(3000, second.record().header().clock());
    assertEquals(22L, second.record().header().processId());
    assertEquals(11L, second.record().header().threadId());
    assertEquals(2 * EtlWriter.BUFFER + 72, second.offset());
    assertArrayEquals(new byte[] {1, 2, 3}, second.record().data());
    assertEquals("own", items.header().sessionName());
  }

  @Test
  void recordsThatOvertookEachOtherAreSorted() throws NotEtlException {
    EtlWriter file = EtlWriter.of(2, 0).buffer(0, event(2, 3000), event(1, 2000));
    assertEquals(List.of(1, 2), ids(EtlItems.of(file.bytes())));
  }

  @Test
  void theKernelsRecordsCarryTheGuidOfTheirGroup() throws NotEtlException {
    byte[] record = EtlWriter.system(IMAGE_LOAD, 2000, new byte[8]);
    EtlItems items = EtlItems.of(EtlWriter.of(2, 0).buffer(0, record).bytes());
    assertEquals(
        KernelGroup.PROCESS.guid(), items.records().getLast().record().header().provider());
    assertEquals(10, items.records().getLast().record().header().id());
  }

  @Test
  void lostRecordsAreTold() throws NotEtlException {
    EtlItems items = EtlItems.of(EtlWriter.of(1, 7).bytes());
    assertEquals(
        "7 records found no room in a buffer when the trace was written",
        items.damages().getFirst().problem());
  }

  @Test
  void aFileThatBreaksOffKeepsWhatCameBefore() throws NotEtlException {
    byte[] whole = twoProcessors().bytes();
    EtlItems items = EtlItems.of(Arrays.copyOf(whole, 3 * EtlWriter.BUFFER + 100));
    assertEquals(List.of(1, 2, 3, 4), ids(items));
    assertFalse(items.damages().isEmpty());
    EtlItems shorter = EtlItems.of(Arrays.copyOf(whole, 3 * EtlWriter.BUFFER));
    assertEquals(List.of(1, 2, 3, 4), ids(shorter));
    assertTrue(
        shorter.damages().getFirst().problem().startsWith("the file says it has 4 buffers, has 3"));
  }

  @Test
  void aBrokenBufferHeaderCostsItsBuffer() throws NotEtlException {
    byte[] file = twoProcessors().bytes();
    Arrays.fill(file, 2 * EtlWriter.BUFFER, 2 * EtlWriter.BUFFER + 72, (byte) 0xee);
    EtlItems items = EtlItems.of(file);
    assertEquals(List.of(1, 3, 5), ids(items));
    assertEquals(2 * EtlWriter.BUFFER, items.damages().getFirst().offset());
    assertTrue(
        items.damages().getFirst().problem().endsWith("the next is at offset 3072"),
        items.damages()::toString);
  }

  @Test
  void aBrokenRecordCostsItself() throws NotEtlException {
    byte[] file = twoProcessors().bytes();
    file[EtlWriter.BUFFER + 72 + 3] = 0; // the marker of the first record
    EtlItems items = EtlItems.of(file);
    assertEquals(List.of(2, 3, 4, 5), ids(items));
    EtlDamage damage = items.damages().getFirst();
    assertEquals(EtlWriter.BUFFER + 72, damage.offset());
    assertTrue(damage.problem().endsWith("; 88 bytes are skipped"), damage::problem);
  }

  @Test
  void otherContentIsNoTrace() {
    byte[] text =
        "Started with command line: \"C:\\Tools\\Other.exe\""
            .repeat(40)
            .getBytes(StandardCharsets.UTF_8);
    assertFalse(EtlReader.looksLikeEtl(text));
    assertThrows(NotEtlException.class, () -> EtlItems.of(text));
    assertThrows(NotEtlException.class, () -> EtlItems.of(new byte[0]));
    assertTrue(EtlReader.looksLikeEtl(twoProcessors().bytes()));
  }

  /** The examples of MS-XCA, section 3.1. */
  @Test
  void xpress() {
    byte[] alphabet =
        HexFormat.of()
            .parseHex("3f000000" + "6162636465666768696a6b6c6d6e6f707172737475767778797a");
    assertEquals(
        "abcdefghijklmnopqrstuvwxyz",
        new String(XpressLz77.expand(alphabet, 0, alphabet.length, 26), StandardCharsets.US_ASCII));
    byte[] repeated = HexFormat.of().parseHex("ffffff1f" + "616263" + "17000fff2601");
    assertEquals(
        "abc".repeat(100),
        new String(
            XpressLz77.expand(repeated, 0, repeated.length, 300), StandardCharsets.US_ASCII));
    assertEquals(0, XpressLz77.expand(new byte[3], 0, 3, 100).length);
  }
}
