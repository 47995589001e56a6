package dev.ring3.collector.decode.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.DecodeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SystemProcessTest {
  private static final long ADDRESS = 0x7fff_1234_0000L;

  /** Two processes as a 64-bit Windows lays them out: an entry, room for threads, the name. */
  private static byte[] list() {
    ByteBuffer data = ByteBuffer.allocate(560).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, 300).putInt(280, 0);
    data.putLong(80, 4).putLong(88, 0);
    name(data, 0, "System", 260);
    data.putInt(300, 0);
    data.putLong(300 + 32, 133_000_000_000_000_001L);
    data.putLong(300 + 80, 5012).putLong(300 + 88, 4).putInt(300 + 100, 2);
    name(data, 300, "cmd.exe", 500);
    return data.array();
  }

  private static void name(ByteBuffer data, int entry, String name, int at) {
    byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
    data.putShort(entry + 56, (short) text.length).putLong(entry + 64, ADDRESS + at);
    data.put(at, text);
  }

  @Test
  void allProcessesAreRead() throws DecodeException {
    assertEquals(
        List.of(
            new SystemProcess(4, 0, Optional.empty(), "System", 0),
            new SystemProcess(
                5012,
                4,
                Optional.of(Instant.parse("2022-06-18T04:26:40.000000100Z")),
                "cmd.exe",
                2)),
        SystemProcess.list(list(), ADDRESS));
  }

  @Test
  void whatLeavesTheListIsTold() {
    byte[] bytes = list();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(300 + 64, ADDRESS + 558);
    DecodeException e =
        assertThrows(DecodeException.class, () -> SystemProcess.list(bytes, ADDRESS));
    assertTrue(
        String.valueOf(e.getMessage()).contains("a name at 558 needs 14 bytes of 560"),
        e::toString);
  }

  @Test
  void anyBytesAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = list();
      for (int change = 0; change < 4; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(SystemProcess.list(bytes, ADDRESS).size() <= 6, () -> "seed " + seed);
      } catch (DecodeException refused) {
        assertTrue(refused.getMessage() != null, () -> "seed " + seed);
      }
    }
  }
}
