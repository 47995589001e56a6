package dev.ring3.collector.sensor.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.DiagMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ListeningSocketsTest {
  /** Those of other processes: {@code LiveCollectorTest.whatIsThereIsCompared}. */
  @Test
  void ownAreLeftOut() throws Exception {
    try (ServerSocket own = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = own.getLocalPort();
      assertTrue(
          SocketTable.listening().stream()
              .mapToInt(DiagMessage::localPort)
              .anyMatch(p -> p == port));
      assertFalse(
          ListeningSockets.inventory().look().values().stream()
              .anyMatch(i -> Integer.toString(port).equals(i.values().get("source.port"))));
    }
  }
}
