package dev.ring3.collector.win32.host;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups and shares of this host. Safe for any thread. */
public final class NetworkApi {
  /** Members of a group that are read. */
  public static final int MAX_MEMBERS = 4096;

  private static final int ALL_AT_ONCE = -1;
  private static final int MORE_DATA = 234;
  private static final int DENIED = 5;
  private static final int NOT_SUPPORTED = 50;
  private static final int INVALID_LEVEL = 124;

  private NetworkApi() {}

  /**
   * A group.
   *
   * @param members as {@code DOMAIN\name}, in Windows' order
   */
  public record Group(String name, String comment, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * A share.
   *
   * @param type STYPE_*, as bits
   * @param path null where only an administrator may see it
   */
  public record Share(String name, int type, String remark, @Nullable String path) {}

  /** Functions of netapi32.dll. They return an error's number. */
  private static final class Netapi {
    static {
      Native.register(Netapi.class, "netapi32");
    }

    private Netapi() {}

    static native int NetLocalGroupEnum(
        @Nullable WString server,
        int level,
        PointerByReference to,
        int most,
        IntByReference read,
        IntByReference all,
        @Nullable Pointer resume);

    static native int NetLocalGroupGetMembers(
        @Nullable WString server,
        WString group,
        int level,
        PointerByReference to,
        int most,
        IntByReference read,
        IntByReference all,
        @Nullable Pointer resume);

    static native int NetShareEnum(
        @Nullable WString server,
        int level,
        PointerByReference to,
        int most,
        IntByReference read,
        IntByReference all,
        @Nullable IntByReference resume);

    static native int NetApiBufferFree(Pointer buffer);
  }

  private interface Call {
    int list(PointerByReference to, IntByReference read, IntByReference all);
  }

  private interface Row<T> {
    T read(Pointer at) throws IOException;
  }

  /** Reads a table that Windows makes, and gives it back. */
  private static <T> List<T> table(String name, int rowSize, Call call, Row<T> row)
      throws IOException {
    PointerByReference to = new PointerByReference();
    IntByReference read = new IntByReference();
    int code = call.list(to, read, new IntByReference());
    if (code != 0 && code != MORE_DATA) {
      throw new CodeException(name, code);
    }
    List<T> rows = new ArrayList<>();
    if (to.getValue() == null) {
      return rows;
    }
    try {
      for (int i = 0; i < read.getValue(); i++) {
        rows.add(row.read(to.getValue().share((long) i * rowSize)));
      }
    } finally {
      Netapi.NetApiBufferFree(to.getValue());
    }
    return rows;
  }

  /** A call's code, for who may ask in another way. */
  private static final class CodeException extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    CodeException(String call, int code) {
      super(
          call
              + " failed ("
              + code
              + "): "
              + (code == DENIED
                  ? "run as administrator"
                  : "look whether the service \"Server\" runs (sc query LanmanServer)"));
      this.code = code;
    }
  }

  /** The groups of this host, each with its members where they are told. */
  public static List<Group> groups() throws IOException {
    return table(
        "NetLocalGroupEnum",
        2 * Native.POINTER_SIZE,
        (to, read, all) -> Netapi.NetLocalGroupEnum(null, 1, to, ALL_AT_ONCE, read, all, null),
        at -> {
          String name = text(at, 0);
          return new Group(name, text(at, Native.POINTER_SIZE), members(name));
        });
  }

  /** Members of a group of this host. */
  public static List<String> members(String group) throws IOException {
    return table(
            "NetLocalGroupGetMembers " + group,
            Native.POINTER_SIZE,
            (to, read, all) ->
                Netapi.NetLocalGroupGetMembers(
                    null, new WString(group), 3, to, ALL_AT_ONCE, read, all, null),
            at -> text(at, 0))
        .stream()
        .limit(MAX_MEMBERS)
        .toList();
  }

  /** What this host shares; with paths for an administrator. */
  public static List<Share> shares() throws IOException {
    try {
      return table(
          "NetShareEnum",
          72,
          (to, read, all) -> Netapi.NetShareEnum(null, 2, to, ALL_AT_ONCE, read, all, null),
          at -> new Share(text(at, 0), at.getInt(8), text(at, 16), text(at, 40)));
    } catch (CodeException e) {
      if (e.code != DENIED && e.code != NOT_SUPPORTED && e.code != INVALID_LEVEL) {
        throw e;
      }
      return table(
          "NetShareEnum",
          24,
          (to, read, all) -> Netapi.NetShareEnum(null, 1, to, ALL_AT_ONCE, read, all, null),
          at -> new Share(text(at, 0), at.getInt(8), text(at, 16), null));
    }
  }

  private static String text(Pointer at, long offset) {
    Pointer text = at.getPointer(offset);
    return text == null ? "" : text.getWideString(0);
  }
}
