package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.DiagMessage;
import dev.ring3.collector.linux.diag.SocketDump;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The TCP sockets that there are, from sock_diag. */
final class SocketTable {
  private static final int LISTENING = 1 << 10;

  private SocketTable() {}

  /** Those that listen. */
  static List<DiagMessage> listening() throws IOException {
    return SocketDump.of(LISTENING);
  }

  /** Ports that this process itself listens on. */
  static Set<Integer> ownPorts() throws IOException {
    Set<String> own = SocketOwners.own();
    return listening().stream()
        .filter(s -> own.contains(Long.toString(s.inode())))
        .map(DiagMessage::localPort)
        .collect(Collectors.toSet());
  }

  /** Processes that hold connections, by the connection's cookie. */
  static Map<Long, Long> holdersByCookie() throws IOException {
    List<DiagMessage> connections =
        SocketDump.of(~LISTENING).stream().filter(s -> s.inode() != 0).toList();
    Map<String, Long> holders =
        SocketOwners.holders(
            connections.stream().map(s -> Long.toString(s.inode())).collect(Collectors.toSet()));
    Map<Long, Long> byCookie = new HashMap<>();
    for (DiagMessage connection : connections) {
      Long pid = holders.get(Long.toString(connection.inode()));
      if (pid != null) {
        byCookie.put(connection.cookie(), pid);
      }
    }
    return byCookie;
  }
}
