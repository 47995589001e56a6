package dev.ring3.collector.decode.windows;

import dev.ring3.collector.decode.DecodeException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of sockets.
 *
 * @param transport tcp or udp
 * @param local its own end
 * @param remote the other end; none of UDP, and of what listens
 * @param state as MIB_TCP_STATE counts; UDP has none
 * @param owner the process; empty if the system does not tell
 */
public record SocketRow(
    String transport, End local, Optional<End> remote, OptionalInt state, OptionalLong owner) {
  /** MIB_TCP_STATE_LISTEN. */
  private static final int LISTEN = 2;

  /** MIB_TCP_STATE_SYN_SENT, the first of those with another end. */
  private static final int SYN_SENT = 3;

  /** MIB_TCP_STATE_TIME_WAIT, from which on nobody uses it. */
  private static final int TIME_WAIT = 11;

  public SocketRow {
    Objects.requireNonNull(transport);
    Objects.requireNonNull(local);
    Objects.requireNonNull(remote);
    Objects.requireNonNull(state);
    Objects.requireNonNull(owner);
  }

  /**
   * One end.
   *
   * @param ip address as text
   */
  public record End(String ip, int port) {}

  /** Whether it waits for connections. */
  public boolean isListening() {
    return state.isPresent() && state.getAsInt() == LISTEN;
  }

  /** Whether two ends are, or are being, connected. */
  public boolean isConnected() {
    return state.isPresent() && state.getAsInt() >= SYN_SENT && state.getAsInt() < TIME_WAIT;
  }

  /** How the rows of a table are laid out; offsets in bytes. */
  public enum Layout {
    /** MIB_TCPROW_OWNER_PID. */
    TCP4("tcp", 4, 24, 4, 8, 20, new Tcp(0, 12, 16)),
    /** MIB_TCP6ROW_OWNER_PID. */
    TCP6("tcp", 16, 56, 0, 20, 52, new Tcp(48, 24, 44)),
    /** MIB_UDPROW_OWNER_PID. */
    UDP4("udp", 4, 12, 0, 4, 8, null),
    /** MIB_UDP6ROW_OWNER_PID. */
    UDP6("udp", 16, 28, 0, 20, 24, null);

    /** What only TCP has. */
    private record Tcp(int state, int remote, int remotePort) {}

    private final String transport;
    private final int addressSize;
    private final int size;
    private final int local;
    private final int localPort;
    private final int owner;

    @SuppressWarnings("ImmutableEnumChecker") // three numbers
    private final @Nullable Tcp tcp;

    Layout(
        String transport,
        int addressSize,
        int size,
        int local,
        int localPort,
        int owner,
        @Nullable Tcp tcp) {
      this.transport = transport;
      this.addressSize = addressSize;
      this.size = size;
      this.local = local;
      this.localPort = localPort;
      this.owner = owner;
      this.tcp = tcp;
    }

    /**
     * Reads a table: the number of rows, then the rows.
     *
     * @throws DecodeException if it has fewer rows than it says
     */
    public List<SocketRow> rows(byte[] table) throws DecodeException {
      ByteBuffer data = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
      long count = table.length < 4 ? -1 : Integer.toUnsignedLong(data.getInt(0));
      if (count < 0 || 4 + count * size > table.length) {
        throw new DecodeException(
            "a table of " + count + " rows of " + size + " bytes has " + table.length + " bytes");
      }
      List<SocketRow> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(row(data, 4 + i * size));
      }
      return List.copyOf(rows);
    }

    private SocketRow row(ByteBuffer data, int at) throws DecodeException {
      OptionalInt state = OptionalInt.empty();
      Optional<End> remote = Optional.empty();
      if (tcp != null) {
        int number = data.getInt(at + tcp.state());
        state = OptionalInt.of(number);
        if (number >= SYN_SENT) {
          remote = Optional.of(end(data, at + tcp.remote(), at + tcp.remotePort()));
        }
      }
      long pid = Integer.toUnsignedLong(data.getInt(at + owner));
      return new SocketRow(
          transport,
          end(data, at + local, at + localPort),
          remote,
          state,
          pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid));
    }

    private End end(ByteBuffer data, int address, int port) throws DecodeException {
      byte[] bytes = new byte[addressSize];
      data.get(address, bytes);
      int high = Byte.toUnsignedInt(data.get(port));
      int low = Byte.toUnsignedInt(data.get(port + 1));
      try {
        return new End(InetAddress.getByAddress(bytes).getHostAddress(), high << 8 | low);
      } catch (UnknownHostException e) {
        throw new DecodeException("an address has " + addressSize + " bytes");
      }
    }
  }
}
