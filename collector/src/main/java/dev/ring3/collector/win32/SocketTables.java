package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;

/** The tables of TCP and UDP with their owners, as bytes. Safe for any thread. */
public final class SocketTables {
  /** Bytes that one table may take. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int ENOUGH = 0;
  private static final int INSUFFICIENT_BUFFER = 122;
  private static final int ATTEMPTS = 8;

  /** One of the tables: TCP_TABLE_OWNER_PID_ALL or UDP_TABLE_OWNER_PID of an address family. */
  public enum Table {
    TCP4(true, 2),
    TCP6(true, 23),
    UDP4(false, 2),
    UDP6(false, 23);

    private final boolean tcp;
    private final int family;

    Table(boolean tcp, int family) {
      this.tcp = tcp;
      this.family = family;
    }
  }

  /** Functions of iphlpapi.dll. */
  private static final class Iphlpapi {
    static {
      Native.register(Iphlpapi.class, "iphlpapi");
    }

    private Iphlpapi() {}

    static native int GetExtendedTcpTable(
        Pointer to, IntByReference size, boolean sorted, int family, int kind, int reserved);

    static native int GetExtendedUdpTable(
        Pointer to, IntByReference size, boolean sorted, int family, int kind, int reserved);
  }

  private SocketTables() {}

  /**
   * @throws IOException if the system does not tell it, or it grows while it is asked for
   */
  public static byte[] read(Table table) throws IOException {
    IntByReference size = new IntByReference(1 << 16);
    int code = INSUFFICIENT_BUFFER;
    for (int i = 0; i < ATTEMPTS && code == INSUFFICIENT_BUFFER && size.getValue() > 0; i++) {
      int room = Math.min(MAX_BYTES, size.getValue() + (1 << 12));
      try (Memory to = new Memory(room)) {
        size.setValue(room);
        code = ask(table, to, size);
        if (code == ENOUGH) {
          return to.getByteArray(0, room);
        }
      }
    }
    throw new WindowsCallException(
        table.tcp ? "GetExtendedTcpTable" : "GetExtendedUdpTable",
        code,
        "this Windows does not tell its " + table);
  }

  private static int ask(Table table, Pointer to, IntByReference size) {
    return table.tcp
        ? Iphlpapi.GetExtendedTcpTable(to, size, false, table.family, 5, 0)
        : Iphlpapi.GetExtendedUdpTable(to, size, false, table.family, 1, 0);
  }
}
