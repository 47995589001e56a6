package dev.ring3.collector.sensor;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.DiagMessage;
import dev.ring3.collector.linux.LinuxSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The TCP sockets that there are, from sock_diag. */
final class SocketTable {
  /** Sockets at most; more are not looked at. */
  static final int MAX_SOCKETS = 65_536;

  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int LISTENING = 1 << 10;
  private static final int ANSWER_MILLISECONDS = 3000;

  private SocketTable() {}

  /** Those that listen. */
  static List<DiagMessage> listening() throws IOException {
    return all(LISTENING);
  }

  /** Processes that hold connections, by the connection's cookie. */
  static Map<Long, Long> holdersByCookie() throws IOException {
    List<DiagMessage> connections = all(~LISTENING).stream().filter(s -> s.inode() != 0).toList();
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

  private static List<DiagMessage> all(int states) throws IOException {
    List<DiagMessage> sockets = new ArrayList<>();
    try (LinuxSocket socket = LinuxSocket.netlink(NETLINK_SOCK_DIAG, 0)) {
      for (int family : List.of(2, 10)) {
        socket.send(DiagMessage.request(family, states));
        Optional<List<DiagMessage>> part = next(socket);
        while (part.isPresent()) {
          int room = MAX_SOCKETS - sockets.size();
          part.get().stream().limit(room).forEach(sockets::add);
          part = next(socket);
        }
      }
    } catch (DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
    return sockets;
  }

  private static Optional<List<DiagMessage>> next(LinuxSocket socket)
      throws IOException, DecodeException {
    if (!socket.awaitInput(ANSWER_MILLISECONDS)) {
      throw new IOException("sock_diag did not answer within " + ANSWER_MILLISECONDS + " ms");
    }
    Optional<byte[]> datagram = socket.receive();
    return datagram.isEmpty() ? Optional.of(List.of()) : DiagMessage.answer(datagram.get());
  }
}
