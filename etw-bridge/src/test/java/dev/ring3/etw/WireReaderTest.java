package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.etw.EtwHeader.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The frames are those that {@code wire_test.cpp} writes. */
class WireReaderTest {
  private static byte[] counting(int size, int first) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  @Test
  void everyPartOfARecordComesOver() throws WireException {
    EtwRecord record = WireReader.read(GoldenBytes.read("record"));
    EtwHeader expected =
        new EtwHeader(
            Kind.EVENT,
            UUID.fromString("a3a2a1a0-a5a4-a7a6-a8a9-aaabacadaeaf"),
            4104,
            1,
            16,
            5,
            15,
            2,
            0x8000_0000_0000_0010L,
            8,
            1234L,
            5678L,
            0x01da_1234_5678_9abcL,
            0x01da_1234_5678_9abcL,
            UUID.fromString("55667788-3344-1122-00ff-eeddccbbaa99"),
            7);
    assertEquals(expected, record.header());
    assertEquals(
        List.of(1, 2, 3, 6, 11, 12, 13, 16),
        record.items().stream().map(ExtendedItem::type).toList());
    assertArrayEquals(counting(24, 0x40), record.item(ExtendedItem.STACK_64));
    assertArrayEquals(counting(7, 0x60), record.item(ExtendedItem.TRACE_LOGGING_SCHEMA));
    assertArrayEquals(counting(38, 0x90), record.item(ExtendedItem.CONTAINER));
    assertArrayEquals(counting(13, 0xc0), record.data());
  }

  @Test
  void aKernelRecordHasItsTypeForANumberAndNoProcess() throws WireException {
    EtwRecord record = WireReader.read(GoldenBytes.read("classic"));
    assertEquals(Kind.CLASSIC, record.header().kind());
    assertEquals(10, record.header().id());
    assertEquals(10, record.header().opcode());
    assertEquals(3, record.header().version());
    assertEquals(4, record.header().pointerSize());
    assertNull(record.header().processId());
    assertNull(record.header().threadId());
    assertNull(record.header().activity());
    assertArrayEquals(counting(4, 1), record.data());
  }

  @Test
  void aRecordCanBeAlmostNothing() throws WireException {
    EtwRecord record = WireReader.read(GoldenBytes.read("empty"));
    assertEquals(List.of(), record.items());
    assertEquals(0, record.data().length);
  }

  @Test
  void whatIsMissingIsSaidWithItsPlace() {
    byte[] frame = GoldenBytes.read("record");
    frame[98] = (byte) 0xff;
    frame[99] = (byte) 0xff;
    WireException error = assertThrows(WireException.class, () -> WireReader.read(frame));
    assertEquals(
        "an item's data at offset 100 needs 65536 bytes, has " + (frame.length - 100),
        error.getMessage());
  }

  /** Whatever was changed: a record that fits into the bytes, or a complaint. */
  @Test
  void changedBytesNeverCrash() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    Random random = new Random(seed);
    List<byte[]> frames =
        List.of(GoldenBytes.read("record"), GoldenBytes.read("classic"), GoldenBytes.read("empty"));
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] changed = frames.get(random.nextInt(frames.size())).clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        changed = Arrays.copyOf(changed, random.nextInt(changed.length + 16));
      }
      try {
        EtwRecord record = WireReader.read(changed);
        int items = record.items().stream().mapToInt(item -> item.data().length).sum();
        assertTrue(items + record.data().length <= changed.length, "seed " + seed);
        read++;
      } catch (WireException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(read > 1000 && refused > 1000, read + " read, " + refused + " refused");
  }
}
