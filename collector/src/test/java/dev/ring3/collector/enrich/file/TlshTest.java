package dev.ring3.collector.enrich.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes of generated content, as the reference (py-tlsh 5.0.0) gives them. */
class TlshTest {
  @ParameterizedTest
  @CsvSource({
    "49, 256,",
    "50, 256, T1C79002821144618854131622502218176418F959218554614A8041561530893918A601",
    "256, 256, T1ABD09543110531E474A349BB103139737DD9D8BE178563214BC14403521C761D54CD11",
    "700, 256, T1C8019483930576B0621B40B50BA93403E986FEA90FAC52209A82048BB12C7C38108E1D",
    "1500, 64, T10D31F7E6D849D033BB5EEC80AD17063265F9D25A4ADB3DB4860662BB8070B8BC18580F",
    "5000, 256, T1A1A17CEBB6517158CF239AB916EE2AA5D29FE38C16CC7CC027008F873C391F458490E9",
    "5000, 3,",
    "100000, 256, T1A7A312C176DC7E0AD1ABD5E7C9CBACE417AB905DC49D2A8848120D8C3C8A03D999E57E",
    "1300000, 200, T19D5533A86D37AB4455939D4011BD0CFB40F2CB38F46ED9798A34D33191286BF7492EBA",
  })
  void isThatOfTheReference(
      int length, int values, @org.jspecify.annotations.Nullable String hash) {
    Tlsh tlsh = new Tlsh();
    byte[] content = content(length, values);
    byte[] part = new byte[777];
    for (int at = 0; at < length; at += part.length) {
      int count = Math.min(part.length, length - at);
      System.arraycopy(content, at, part, 0, count);
      tlsh.update(part, count);
    }
    assertEquals(Optional.ofNullable(hash), tlsh.digest());
  }

  /** The generator of the C standard's example, so that any language can make the content anew. */
  private static byte[] content(int length, int values) {
    byte[] bytes = new byte[length];
    long state = 12_345;
    for (int i = 0; i < length; i++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
      bytes[i] = (byte) ((state >> 16) % values);
    }
    return bytes;
  }
}
