package dev.ring3.collector.respond.network;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.DiagMessage;
import dev.ring3.collector.decode.NetlinkMessage;
import dev.ring3.collector.linux.LinuxSocket;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.linux.diag.SocketDump;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** By sock_diag: SOCK_DESTROY of {@code linux/sock_diag.h}, which takes CAP_NET_ADMIN. */
final class LinuxConnections implements Connections {
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int DESTROY = 21;
  private static final int ACKNOWLEDGED = 0x5;
  private static final int ANSWER_MILLISECONDS = 3000;
  private static final int NOT_SUPPORTED = 95;

  /** TCP states but listening (10) and closed (7). */
  private static final int CONNECTED = ~(1 << 10 | 1 << 7);

  @Override
  public List<OpenConnection> list() throws IOException {
    Set<Long> own = ownInodes();
    return SocketDump.of(CONNECTED).stream()
        .filter(socket -> socket.localPort() != 0 && socket.remotePort() != 0)
        .map(socket -> of(socket, own))
        .toList();
  }

  private static OpenConnection of(DiagMessage message, Set<Long> own) {
    return new OpenConnection(
        new Endpoint(Network.address(message.localIp()), message.localPort()),
        new Endpoint(Network.address(message.remoteIp()), message.remotePort()),
        OptionalLong.of(message.cookie()),
        own.contains(message.inode()),
        OptionalLong.empty());
  }

  private static Set<Long> ownInodes() {
    Set<Long> inodes = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)) {
          String target = Files.readSymbolicLink(file).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(Long.valueOf(target.substring(8, target.length() - 1)));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return inodes; // a descriptor that was closed meanwhile
    }
    return inodes;
  }

  @Override
  public Optional<String> obstacle(OpenConnection connection) {
    return connection.whyNot();
  }

  @Override
  public void close(OpenConnection connection) throws IOException {
    try (LinuxSocket socket = LinuxSocket.netlink(NETLINK_SOCK_DIAG, 0)) {
      socket.send(NetlinkMessage.request(DESTROY, ACKNOWLEDGED, 1, request(connection)));
      if (!socket.awaitInput(ANSWER_MILLISECONDS)) {
        throw new IOException("sock_diag did not answer within " + ANSWER_MILLISECONDS + " ms");
      }
      byte[] answer = socket.receive().orElseThrow(() -> new IOException("sock_diag was cut off"));
      int errno = NetlinkMessage.whole(answer).errno();
      if (errno == NOT_SUPPORTED) {
        throw new IOException("this kernel closes no connections (CONFIG_INET_DIAG_DESTROY)");
      }
      if (errno == SystemCallException.NO_ENTRY) {
        throw new IOException("the connection is gone");
      }
      if (errno != 0) {
        throw new SystemCallException("SOCK_DESTROY", errno);
      }
    } catch (DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** {@code struct inet_diag_req_v2}: the ends, and the cookie, so that it hits no later one. */
  private static byte[] request(OpenConnection connection) {
    boolean v6 = connection.local().address() instanceof Inet6Address;
    ByteBuffer request = ByteBuffer.allocate(56).order(ByteOrder.nativeOrder());
    request.put(0, (byte) (v6 ? 10 : 2)).put(1, (byte) 6).putInt(4, -1);
    port(request, 8, connection.local().port());
    port(request, 10, connection.remote().port());
    address(request, 12, connection.local().address());
    address(request, 28, connection.remote().address());
    request.putLong(48, connection.id().orElse(-1));
    return request.array();
  }

  private static void port(ByteBuffer request, int at, int port) {
    request.put(at, (byte) (port >> 8)).put(at + 1, (byte) port);
  }

  private static void address(ByteBuffer request, int at, InetAddress address) {
    request.put(at, address.getAddress());
  }
}
