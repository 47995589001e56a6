package dev.ring3.collector.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users that this host itself knows. Safe for any thread. */
public final class Accounts {
  private static final int NORMAL_ACCOUNT = 2;
  private static final int ALL_AT_ONCE = -1;
  private static final int INVALID_LEVEL = 124;

  /** Layout of USER_INFO_1 for 64 bits. */
  private static final int SIZE = 56;

  private static final int PRIVILEGE = 20;
  private static final int COMMENT = 32;
  private static final int FLAGS = 40;

  private Accounts() {}

  /**
   * A user.
   *
   * @param privilege 0 guest, 1 user, 2 administrator
   * @param flags UF_*: 2 is disabled, 0x20 needs no password, 0x10000 whose password never expires
   */
  public record User(String name, String comment, int privilege, int flags) {}

  /** Functions of netapi32.dll. They return an error's number. */
  private static final class Netapi {
    static {
      Native.register(Netapi.class, "netapi32");
    }

    private Netapi() {}

    static native int NetUserEnum(
        @Nullable WString server,
        int level,
        int filter,
        PointerByReference to,
        int most,
        IntByReference read,
        IntByReference all,
        @Nullable IntByReference resume);

    static native int NetUserGetInfo(
        @Nullable WString server, WString name, int level, PointerByReference to);

    static native int NetApiBufferFree(Pointer buffer);
  }

  /**
   * @throws IOException if Windows does not tell them
   */
  public static List<User> users() throws IOException {
    try (Listed listed = list(1)) {
      List<User> users = new ArrayList<>();
      for (int i = 0; i < listed.count(); i++) {
        users.add(user(listed.at().share((long) i * SIZE)));
      }
      return users;
    } catch (UnknownLevelException e) {
      return usersOneByOne();
    }
  }

  /** For where the list has names only, as in Wine. */
  private static List<User> usersOneByOne() throws IOException {
    try (Listed listed = list(0)) {
      List<User> users = new ArrayList<>();
      for (int i = 0; i < listed.count(); i++) {
        PointerByReference to = new PointerByReference();
        String name = text(listed.at(), (long) i * Native.POINTER_SIZE);
        int code = Netapi.NetUserGetInfo(null, new WString(name), 1, to);
        if (code != 0) {
          throw failed("NetUserGetInfo " + name, code);
        }
        try (Listed one = new Listed(to.getValue(), 1)) {
          users.add(user(one.at()));
        }
      }
      return users;
    }
  }

  /** Memory that Windows gave, and how many entries are in it. */
  private record Listed(Pointer at, int count) implements AutoCloseable {
    @Override
    public void close() {
      Netapi.NetApiBufferFree(at);
    }
  }

  /** Windows has no list of this kind. */
  private static final class UnknownLevelException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static Listed list(int level) throws IOException {
    PointerByReference to = new PointerByReference();
    IntByReference read = new IntByReference();
    IntByReference all = new IntByReference();
    int code = Netapi.NetUserEnum(null, level, NORMAL_ACCOUNT, to, ALL_AT_ONCE, read, all, null);
    if (code == INVALID_LEVEL && level != 0) {
      throw new UnknownLevelException();
    }
    if (code != 0) {
      throw failed("NetUserEnum", code);
    }
    return new Listed(to.getValue(), read.getValue());
  }

  private static User user(Pointer at) {
    return new User(text(at, 0), text(at, COMMENT), at.getInt(PRIVILEGE), at.getInt(FLAGS));
  }

  private static WindowsCallException failed(String call, int code) {
    return new WindowsCallException(call, code, "this Windows does not tell its users");
  }

  private static String text(Pointer at, long offset) {
    Pointer text = at.getPointer(offset);
    return text == null ? "" : text.getWideString(0);
  }
}
