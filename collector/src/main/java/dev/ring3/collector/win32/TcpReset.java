package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.net.InetAddress;

/** Closes connections of TCP over IPv4. Safe for any thread. */
public final class TcpReset {
  /** MIB_TCP_STATE_DELETE_TCB. */
  private static final int DELETE = 12;

  private static final int ROW_BYTES = 20;
  private static final int NO_RIGHT = 317;

  private TcpReset() {}

  /** The function of iphlpapi.dll. */
  private static final class Iphlpapi {
    static {
      Native.register(Iphlpapi.class, "iphlpapi");
    }

    private Iphlpapi() {}

    static native int SetTcpEntry(Pointer row);
  }

  /**
   * Has both ends see a reset.
   *
   * @throws IOException if there is no such connection, or this user may not close it
   */
  public static void close(InetAddress local, int localPort, InetAddress remote, int remotePort)
      throws IOException {
    try (Memory row = new Memory(ROW_BYTES)) {
      row.setInt(0, DELETE);
      row.write(4, local.getAddress(), 0, 4);
      row.setInt(8, swapped(localPort));
      row.write(12, remote.getAddress(), 0, 4);
      row.setInt(16, swapped(remotePort));
      int code = Iphlpapi.SetTcpEntry(row);
      if (code != 0) {
        throw new WindowsCallException(
            "SetTcpEntry",
            code,
            code == NO_RIGHT || code == 5 ? "run as administrator" : "it may be gone by now");
      }
    }
  }

  /** In the order of the network, in the lower half. */
  private static int swapped(int port) {
    return (port & 0xff) << 8 | port >> 8;
  }
}
