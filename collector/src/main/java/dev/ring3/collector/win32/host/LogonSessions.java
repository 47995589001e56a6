package dev.ring3.collector.win32.host;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.Token;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is logged on, as the LSA keeps it. Safe for any thread. */
public final class LogonSessions {
  /** Sessions that are read. */
  public static final int MAX_SESSIONS = 10_000;

  private static final int LUID = 8;

  private LogonSessions() {}

  /**
   * A logon.
   *
   * @param id its LUID
   * @param type 2 interactive, 3 network, 10 remote, and so on (SECURITY_LOGON_TYPE)
   * @param session of the terminal
   * @param sid null where it has no user
   * @param time FILETIME of the logon
   */
  public record Session(
      long id,
      String user,
      String domain,
      String authentication,
      int type,
      int session,
      @Nullable String sid,
      long time) {}

  /** Functions of secur32.dll. They return an NTSTATUS. */
  private static final class Secur {
    static {
      Native.register(Secur.class, "secur32");
    }

    private Secur() {}

    static native int LsaEnumerateLogonSessions(IntByReference count, PointerByReference ids);

    static native int LsaGetLogonSessionData(Pointer id, PointerByReference data);

    static native int LsaFreeReturnBuffer(Pointer buffer);
  }

  /**
   * The sessions that this user may see: all for an administrator, else its own.
   *
   * @throws IOException if the LSA does not tell
   */
  public static List<Session> all() throws IOException {
    IntByReference count = new IntByReference();
    PointerByReference ids = new PointerByReference();
    int status = Secur.LsaEnumerateLogonSessions(count, ids);
    if (status != 0) {
      throw new WindowsCallException(
          "LsaEnumerateLogonSessions", status, "this Windows does not tell who is logged on");
    }
    List<Session> sessions = new ArrayList<>();
    Pointer first = ids.getValue();
    if (first == null) {
      return sessions;
    }
    try {
      for (int i = 0; i < Math.min(count.getValue(), MAX_SESSIONS); i++) {
        session(first.share((long) i * LUID)).ifPresent(sessions::add);
      }
    } finally {
      Secur.LsaFreeReturnBuffer(first);
    }
    return sessions;
  }

  /** Layout of SECURITY_LOGON_SESSION_DATA for 64 bits. */
  private static Optional<Session> session(Pointer id) {
    PointerByReference data = new PointerByReference();
    if (Secur.LsaGetLogonSessionData(id, data) != 0 || data.getValue() == null) {
      return Optional.empty();
    }
    Pointer at = data.getValue();
    try {
      Pointer sid = at.getPointer(72);
      return Optional.of(
          new Session(
              at.getLong(4),
              text(at.share(16)),
              text(at.share(32)),
              text(at.share(48)),
              at.getInt(64),
              at.getInt(68),
              sid == null ? null : Token.text(sid).orElse(null),
              at.getLong(80)));
    } finally {
      Secur.LsaFreeReturnBuffer(at);
    }
  }

  /** A LSA_UNICODE_STRING: length in bytes, room, address. */
  private static String text(Pointer string) {
    int bytes = Short.toUnsignedInt(string.getShort(0));
    Pointer address = string.getPointer(8);
    return bytes == 0 || address == null ? "" : new String(address.getCharArray(0, bytes / 2));
  }
}
