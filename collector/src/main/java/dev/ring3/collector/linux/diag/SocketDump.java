package dev.ring3.collector.linux.diag;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.DiagMessage;
import dev.ring3.collector.linux.LinuxSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The TCP sockets of this network namespace. */
public final class SocketDump {
  /** Sockets at most; more are not looked at. */
  public static final int MAX_SOCKETS = 65_536;

  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int ANSWER_MILLISECONDS = 3000;

  private SocketDump() {}

  /**
   * Those in certain states, of IPv4 and then of IPv6.
   *
   * @param states a bit for each TCP state
   * @throws IOException if the kernel refuses, does not answer within 3 s, or can't be understood
   */
  public static List<DiagMessage> of(int states) throws IOException {
    List<DiagMessage> sockets = new ArrayList<>();
    try (LinuxSocket socket = LinuxSocket.netlink(NETLINK_SOCK_DIAG, 0)) {
      for (int family : List.of(AF_INET, AF_INET6)) {
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
