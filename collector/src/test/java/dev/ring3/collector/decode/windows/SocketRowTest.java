package dev.ring3.collector.decode.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.windows.SocketRow.End;
import dev.ring3.collector.decode.windows.SocketRow.Layout;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SocketRowTest {
  private static List<SocketRow> rows(Layout layout, String hex) throws DecodeException {
    return layout.rows(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void connectionsAndListenersOfTcpAreRead() throws DecodeException {
    List<SocketRow> rows =
        rows(
            Layout.TCP4,
            "02000000"
                + "02000000 00000000 01bb0000 00000000 00000000 00000000"
                + "05000000 0a000002 c0010000 08080808 01bb0000 94130000");
    assertEquals(
        new SocketRow(
            "tcp",
            new End("0.0.0.0", 443),
            Optional.empty(),
            OptionalInt.of(2),
            OptionalLong.empty()),
        rows.getFirst());
    assertTrue(rows.getFirst().isListening());
    assertEquals(
        new SocketRow(
            "tcp",
            new End("10.0.0.2", 49153),
            Optional.of(new End("8.8.8.8", 443)),
            OptionalInt.of(5),
            OptionalLong.of(5012)),
        rows.getLast());
    assertTrue(rows.getLast().isConnected());
  }

  @Test
  void socketsOfIpv6AreRead() throws DecodeException {
    String one = "00".repeat(15) + "01";
    SocketRow tcp =
        rows(
                Layout.TCP6,
                "01000000"
                    + one
                    + "00000000 00500000"
                    + one
                    + "00000000 c0020000 0b000000 08000000")
            .getFirst();
    assertEquals(Optional.of(new End("0:0:0:0:0:0:0:1", 49154)), tcp.remote());
    assertFalse(tcp.isConnected(), "TIME_WAIT");
    SocketRow udp = rows(Layout.UDP6, "01000000" + one + "00000000 14eb0000 08000000").getFirst();
    assertEquals(new End("0:0:0:0:0:0:0:1", 5355), udp.local());
    assertEquals(OptionalInt.empty(), udp.state());
  }

  @Test
  void aTableThatIsShorterThanItSaysIsRefused() {
    DecodeException e =
        assertThrows(DecodeException.class, () -> rows(Layout.UDP4, "02000000 00000000 14eb0000"));
    assertEquals("a table of 2 rows of 12 bytes has 12 bytes", e.getMessage());
    assertThrows(DecodeException.class, () -> rows(Layout.TCP4, "ffffffff"));
    assertThrows(DecodeException.class, () -> rows(Layout.TCP4, "00"));
  }
}
