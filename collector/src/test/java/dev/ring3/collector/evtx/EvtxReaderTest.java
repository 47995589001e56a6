package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.evtx.BinXmlWriter.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, chunks and the framing of records, whole and damaged. */
class EvtxReaderTest {
  private static final int CHUNK = FileHeader.BLOCK_SIZE;
  private static final int FIRST_RECORD = CHUNK + Chunk.HEADER_SIZE;

  @TempDir private Path folder;

  @Test
  void recordsSayWhereTheyStand() {
    Items items = Items.of(EvtxWriter.file(chunk(1, 2), chunk(3, 1)));
    assertEquals(List.of(), items.damages());
    assertEquals(List.of(1L, 2L, 3L), ids(items));
    EvtxRecord third = items.records().get(2);
    assertEquals(1, third.chunk());
    assertEquals(FIRST_RECORD + Chunk.SIZE, third.offset());
    assertEquals(Instant.parse("2024-05-06T07:08:09.012345600Z"), third.time());
  }

  @Test
  void oldestChunkComesFirstWhereTheFileAllowsIt() throws IOException {
    byte[] file = EvtxWriter.file(chunk(21, 2), chunk(1, 2), chunk(11, 1));
    assertEquals(List.of(21L, 22L, 1L, 2L, 11L), ids(Items.of(file)));
    Path path = Files.write(folder.resolve("full.evtx"), file);
    assertEquals(List.of(1L, 2L, 11L, 21L, 22L), ids(Items.of(path)));
  }

  @Test
  void otherContentIsRefused() throws IOException {
    byte[] text = "no event log".getBytes(StandardCharsets.US_ASCII);
    assertFalse(EvtxReader.looksLikeEvtx(text));
    assertFalse(EvtxReader.looksLikeEvtx(new byte[0]));
    NotEvtxException refused =
        assertThrows(
            NotEvtxException.class, () -> EvtxReader.open("a.txt", new ByteArrayInputStream(text)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("a.txt is no EVTX file"));
    Path path = Files.write(folder.resolve("a.txt"), text);
    assertThrows(NotEvtxException.class, () -> EvtxReader.open(path));
  }

  @Test
  void chunksAreReadWithoutTheFilesHeader() throws IOException {
    byte[] file = EvtxWriter.file(chunk(1, 2));
    Arrays.fill(file, 0, 40, (byte) 0x55);
    CRC32 crc = new CRC32();
    crc.update(file, 0, 120);
    assertTrue(EvtxReader.looksLikeEvtx(file));
    Items items = Items.of(Files.write(folder.resolve("h.evtx"), file));
    assertEquals(List.of(1L, 2L), ids(items));
    assertEquals(
        List.of(
            "the file header needs to start with ElfFile, does not",
            "the file header needs version 3, has 21845",
            "the file header's checksum needs to be "
                + FileHeader.hex((int) crc.getValue())
                + ", is "
                + FileHeader.hex(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(124))),
        problems(items));
  }

  @Test
  void aHeaderThatIsCutIsReported() {
    Items items = Items.of("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
    assertEquals(List.of("the file header needs 128 bytes, has 8"), problems(items));
  }

  @Test
  void logsThatWereNotClosedAreReadToTheirEnd() {
    byte[] two = EvtxWriter.file(chunk(1, 1), chunk(2, 3));
    number(two, 42, 1, 2); // the header knows one chunk
    number(two, CHUNK + Chunk.SIZE + 48, recordSize(), 4); // and the second chunk one record
    number(two, CHUNK + Chunk.SIZE + 48, Chunk.HEADER_SIZE + recordSize(), 4);
    assertEquals(List.of(1L, 2L, 3L, 4L), ids(Items.of(two)));
  }

  @Test
  void unusedChunksAreNoDamage() {
    Items items = Items.of(EvtxWriter.file(chunk(1, 1), new byte[Chunk.SIZE]));
    assertEquals(List.of(), items.damages());
    assertEquals(1, items.records().size());
  }

  @Test
  void aCutChunkIsReadAsFarAsItGoes() {
    byte[] whole = EvtxWriter.file(chunk(1, 3));
    byte[] cut = Arrays.copyOf(whole, FIRST_RECORD + 2 * recordSize() + 10);
    Items items = Items.of(cut);
    assertEquals(List.of(1L, 2L), ids(items));
    int length = cut.length - CHUNK;
    assertEquals(
        List.of(
            "a chunk needs 65536 bytes, the file has " + length,
            "a record needs 28 bytes, has 10; no record in the last 10 bytes of the chunk"),
        problems(items));
    for (int i = 0; i < Chunk.HEADER_SIZE + 40; i++) {
      assertEquals(List.of(), ids(Items.of(Arrays.copyOf(whole, CHUNK + i))));
    }
  }

  @Test
  void wrongChecksumsAreReportedAndTheRecordsRead() {
    byte[] file = EvtxWriter.file(chunk(1, 1));
    file[CHUNK + 52] ^= 1;
    Items items = Items.of(file);
    assertEquals(List.of(1L), ids(items));
    assertEquals(2, items.damages().size()); // the header's checksum covers the other one
    assertEquals(CHUNK, items.damages().getFirst().offset());
    number(file, CHUNK + 120, 4, 4); // says that it has none
    assertEquals(List.of(), Items.of(file).damages());
  }

  @Test
  void recordsOfAChunkWithoutMagicAreFound() {
    byte[] file = EvtxWriter.file(chunk(1, 2));
    Arrays.fill(file, CHUNK, FIRST_RECORD + 8, (byte) 0);
    Items items = Items.of(file);
    assertEquals(List.of(2L), ids(items));
    assertEquals(
        List.of(
            "a chunk needs to start with ElfChnk, has 0000000000000000; the next record starts "
                + recordSize()
                + " bytes later"),
        problems(items));
  }

  @Test
  void recordsBehindADamagedOneAreFound() {
    for (int size : new int[] {0, 27, 30, recordSize() + 8, 70_000, -1}) {
      byte[] file = EvtxWriter.file(chunk(1, 3));
      number(file, FIRST_RECORD + recordSize() + 4, size, 4);
      Items items = Items.of(file);
      assertEquals(List.of(1L, 3L), ids(items), "size " + size);
      assertEquals(2, items.damages().size());
      assertEquals(FIRST_RECORD + recordSize(), items.damages().get(1).offset());
    }
  }

  @Test
  void idsOutOfOrderAreReportedAndTheRecordsRead() {
    byte[] file = EvtxWriter.file(chunk(1, 3));
    number(file, CHUNK + 120, 4, 4);
    number(file, FIRST_RECORD + recordSize() + 8, 77, 8);
    Items items = Items.of(file);
    assertEquals(List.of(1L, 77L, 3L), ids(items));
    assertEquals(
        List.of("the record's id needs to be 2, is 77", "the record's id needs to be 78, is 3"),
        problems(items));
  }

  @Test
  void aDestroyedTemplateIsTakenFromAnotherChunk() {
    EvtxWriter first = new EvtxWriter(1);
    first.add(xml -> xml.template(9, EvtxReaderTest::template, List.of(Value.text("a"))));
    EvtxWriter second = new EvtxWriter(2);
    second.add(xml -> xml.instance(9, 30_000, List.of(Value.text("b"))));
    int lost = second.add(xml -> xml.instance(8, 30_000, List.of(Value.text("c"))));
    Items items = Items.of(EvtxWriter.file(first.chunk(), second.chunk()));
    assertEquals(
        List.of("{winlog.x=a}", "{winlog.x=b}"),
        items.records().stream().map(r -> r.data().toString()).toList());
    assertEquals(CHUNK + Chunk.SIZE + lost + 28, items.damages().get(1).offset());
    assertEquals(
        List.of(
            "the record needs the template 0x00000009 at 30000 of the chunk, which is not there;"
                + " read with the same template of another chunk",
            "the record at "
                + (CHUNK + Chunk.SIZE + lost)
                + ": the record needs the template 0x00000008 at 30000 of the chunk,"
                + " which is not there"),
        problems(items));
  }

  @Test
  void closingClosesTheStream() throws IOException {
    boolean[] closed = new boolean[1];
    ByteArrayInputStream stream =
        new ByteArrayInputStream(EvtxWriter.file(chunk(1, 1))) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (EvtxReader reader = EvtxReader.open("s.evtx", stream)) {
      assertTrue(reader.next().isPresent());
      assertEquals(Optional.empty(), reader.next());
      assertEquals(Optional.empty(), reader.next());
    }
    assertTrue(closed[0]);
  }

  private static byte[] chunk(long firstId, int records) {
    EvtxWriter writer = new EvtxWriter(firstId);
    for (int i = 0; i < records; i++) {
      writer.add(EvtxReaderTest::event);
    }
    return writer.chunk();
  }

  private static void event(BinXmlWriter xml) {
    xml.open("Event").content().open("X").content().text("value").end().end();
  }

  private static void template(BinXmlWriter xml) {
    xml.open("Event").content().open("X").content().normal(0, 1).end().end();
  }

  /** Size of the records that {@link #chunk} makes. */
  private static int recordSize() {
    return ByteBuffer.wrap(chunk(1, 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(Chunk.HEADER_SIZE + 4);
  }

  private static void number(byte[] file, int at, long value, int size) {
    for (int i = 0; i < size; i++) {
      file[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static List<Long> ids(Items items) {
    return items.records().stream().map(EvtxRecord::id).toList();
  }

  private static List<String> problems(Items items) {
    return items.damages().stream().map(EvtxDamage::problem).toList();
  }
}
