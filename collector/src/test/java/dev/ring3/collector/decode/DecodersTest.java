package dev.ring3.collector.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Readers of live bytes: what they read, and that wrong bytes are errors and nothing else. */
class DecodersTest {
  private static final HexFormat HEX = HexFormat.of();

  /** An answer: {@code ring3.example A 192.0.2.7}, over IPv4 and UDP, with a pointed name. */
  private static final byte[] ANSWER =
      HEX.parseHex(
          "4500004a0000400040110000"
              + "7f0000357f000001"
              + "0035a00000360000"
              + "123481800001000100000000"
              + "0552494e4733076578616d706c650000010001"
              + "c00c00010001000000050004c0000207");

  private static byte[] fork() {
    return ByteBuffer.allocate(76)
        .order(ByteOrder.nativeOrder())
        .putInt(24, 7)
        .putInt(36, 1)
        .putInt(40, 3)
        .putLong(44, 123_456_789L)
        .putInt(52, 10)
        .putInt(56, 11)
        .putInt(60, 12)
        .putInt(64, 12)
        .array();
  }

  private static byte[] created() {
    ByteBuffer out = ByteBuffer.allocate(24 + 36).order(ByteOrder.nativeOrder());
    out.putInt(0, 60).put(4, (byte) 3).putShort(6, (short) 24).putLong(8, 0x100).putInt(20, 99);
    out.put(24, (byte) 2).putShort(26, (short) 36).putInt(36, 8).putInt(40, 1);
    out.position(44 + 8).put("name".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return out.array();
  }

  @Test
  void aForkIsRead() throws DecodeException {
    assertEquals(
        new ConnectorMessage(3, 7, 123_456_789L, new ConnectorMessage.Fork(11, 12, 12)),
        ConnectorMessage.of(fork()));
  }

  @Test
  void aCreatedFileIsRead() throws DecodeException {
    FanotifyEvents.Change change = FanotifyEvents.of(created()).getFirst();
    assertTrue(change.has(FanotifyEvents.CREATED));
    assertEquals(99, change.pid());
    assertEquals(
        new FanotifyEvents.Place("0000000000000000", "08000000010000000000000000000000", "name"),
        change.place());
  }

  @Test
  void anAnswerIsRead() throws DecodeException {
    DnsPacket packet = DnsPacket.of(ANSWER);
    assertTrue(packet.answer());
    assertEquals("ring3.example", packet.question());
    assertEquals("A", packet.questionType());
    assertEquals(List.of("192.0.2.7"), packet.addresses());
    assertEquals("127.0.0.53", packet.sourceIp());
    assertEquals(40_960, packet.destinationPort());
  }

  @Test
  void namesThatPointInCirclesAreAnError() {
    byte[] packet = ANSWER.clone();
    packet[40] = (byte) 0xc0;
    packet[41] = 0x0c;
    assertThrows(DecodeException.class, () -> DnsPacket.of(packet));
  }

  @Test
  void aMountTableIsReadByWhatKeepsFiles() {
    String text =
        """
        proc /proc proc rw 0 0
        /dev/sda1 / ext4 rw,relatime 0 0
        /dev/sda1 /again ext4 rw,relatime 0 0
        tmpfs /a\\040b tmpfs rw 0 0
        """;
    assertEquals(
        List.of(
            new MountTable.Mount("/dev/sda1", "/", "ext4"),
            new MountTable.Mount("tmpfs", "/a b", "tmpfs")),
        MountTable.real(text));
  }

  /** A reader under test. */
  private interface Reading {
    void read(byte[] bytes) throws DecodeException;
  }

  @Test
  void damagedBytesNeverFailOtherwise() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("DecodersTest: -Dring3.seed=" + seed);
    Random random = new Random(seed);
    mutate(random, fork(), ConnectorMessage::of);
    mutate(random, created(), FanotifyEvents::of);
    mutate(random, ANSWER, DnsPacket::of);
    mutate(random, new byte[120], DiagMessage::of);
    mutate(random, new byte[44], AuditStatus::of);
  }

  private static void mutate(Random random, byte[] good, Reading reading) {
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        reading.read(bytes);
      } catch (DecodeException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, refused + " of 20000 refused");
  }
}
