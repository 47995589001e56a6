package dev.ring3.collector.respond.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps laid out by hand; {@code ProcessResponseTest} reads one that Windows wrote. */
class MinidumpTest {
  private static final int ROUNDS = 1000;

  @TempDir Path folder;

  /** A header, a directory of two streams, and a list of two modules. */
  private static byte[] dump() {
    ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x504D444D).putInt(0xA793).putInt(2).putInt(32).putInt(0).putInt(1_700_000_000);
    bytes.putLong(2);
    bytes.putInt(7).putInt(0).putInt(0);
    bytes.putInt(4).putInt(4 + 2 * 108).putInt(56);
    bytes.putInt(56, 2);
    module(bytes, 60, 0x7FF6_0000_0000L, 0x1000, 300, "C:\\a.exe");
    module(bytes, 168, 0xFFFF_8000_0000_0000L, 0xF000_0000, 400, "C:\\ä.dll");
    return bytes.array();
  }

  private static void module(ByteBuffer bytes, int at, long base, int size, int name, String path) {
    byte[] text = path.getBytes(StandardCharsets.UTF_16LE);
    bytes.putLong(at, base).putInt(at + 8, size).putInt(at + 20, name);
    bytes.putInt(name, text.length).put(name + 4, text);
  }

  private Minidump read(byte[] bytes) throws IOException {
    return Minidump.read(Files.write(folder.resolve("a.dmp"), bytes));
  }

  @Test
  void headerAndModules() throws IOException {
    assertEquals(
        new Minidump(
            Instant.ofEpochSecond(1_700_000_000),
            2,
            List.of(7, 4),
            List.of(
                new Minidump.LoadedModule(0x7FF6_0000_0000L, 0x1000, "C:\\a.exe"),
                new Minidump.LoadedModule(0xFFFF_8000_0000_0000L, 0xF000_0000L, "C:\\ä.dll"))),
        read(dump()));
  }

  @Test
  void damageIsToldWithItsPlace() {
    byte[] cut = Arrays.copyOf(dump(), 58);
    IOException short_ = assertThrows(IOException.class, () -> read(cut));
    assertEquals(
        "damaged minidump at 0x38: module count needs 4 bytes, 2 are there", short_.getMessage());
    byte[] many = dump();
    many[59] = 1;
    IOException modules = assertThrows(IOException.class, () -> read(many));
    assertTrue(
        String.valueOf(modules.getMessage()).contains("at most 65536 are read"),
        modules.getMessage());
    IOException other =
        assertThrows(
            IOException.class,
            () -> read("no dump, but text that is long enough".getBytes(StandardCharsets.UTF_8)));
    assertTrue(String.valueOf(other.getMessage()).startsWith("no minidump"), other.getMessage());
  }

  @Test
  void changedDumpsAreReadOrRefused() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("MinidumpTest: repeat with -Dring3.seed=" + seed);
    Random random = new Random(seed);
    int readable = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = dump();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        read(random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
        readable++;
      } catch (IOException e) {
        assertTrue(
            String.valueOf(e.getMessage()).contains("minidump"), () -> "seed " + seed + ": " + e);
      }
    }
    assertTrue(readable > 0 && readable < ROUNDS, readable + " of " + ROUNDS);
  }
}
