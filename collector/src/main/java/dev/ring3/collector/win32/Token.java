package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom a process acts.
 *
 * @param sid its user
 * @param name that user's name, if the system finds one
 * @param domain the domain of the name
 * @param integrity the last part of its integrity label, such as 0x3000 for high
 * @param elevated whether it has an administrator's rights in use
 * @param logonId LUID of the logon session
 * @param privileges names of those that are enabled, such as {@code SeDebugPrivilege}
 */
public record Token(
    String sid,
    @Nullable String name,
    @Nullable String domain,
    @Nullable Integer integrity,
    @Nullable Boolean elevated,
    @Nullable Long logonId,
    List<String> privileges) {
  static final int QUERY = 8;

  private static final int USER = 1;
  private static final int ELEVATION = 20;
  private static final int INTEGRITY = 25;

  private static final int PRIVILEGES = 3;
  private static final int STATISTICS = 10;

  /** Bytes of the longest answer: there are about 40 privileges of 12 bytes. */
  private static final int ROOM = 1024;

  private static final int PRIVILEGE = 12;
  private static final int ENABLED = 2;

  /** Characters of the longest name of an account or domain (UNLEN, DNLEN and some). */
  private static final int LONGEST_NAME = 512;

  public Token {
    Objects.requireNonNull(sid);
    privileges = List.copyOf(privileges);
  }

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native boolean GetTokenInformation(
        Pointer token, int kind, Pointer to, int size, IntByReference needed);

    static native boolean LookupPrivilegeNameW(
        @Nullable WString system, Pointer luid, char[] name, IntByReference length);

    static native boolean ConvertSidToStringSidW(Pointer sid, PointerByReference text);

    static native boolean LookupAccountSidW(
        @Nullable WString system,
        Pointer sid,
        char[] name,
        IntByReference nameLength,
        char[] domain,
        IntByReference domainLength,
        IntByReference use);
  }

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer LocalFree(Pointer memory);
  }

  /** Empty if it tells no user. */
  static Optional<Token> read(Pointer token) {
    try (Memory to = new Memory(ROOM)) {
      if (!ask(token, USER, to)) {
        return Optional.empty();
      }
      Pointer user = to.getPointer(0);
      String sid = text(user).orElse(null);
      if (sid == null) {
        return Optional.empty();
      }
      char[] name = new char[LONGEST_NAME];
      char[] domain = new char[LONGEST_NAME];
      IntByReference nameLength = new IntByReference(LONGEST_NAME);
      IntByReference domainLength = new IntByReference(LONGEST_NAME);
      boolean named =
          Advapi.LookupAccountSidW(
              null, user, name, nameLength, domain, domainLength, new IntByReference());
      return Optional.of(
          new Token(
              sid,
              named ? Native.toString(name) : null,
              named ? Native.toString(domain) : null,
              integrity(token, to).orElse(null),
              ask(token, ELEVATION, to) ? (Boolean) (to.getInt(0) != 0) : null,
              ask(token, STATISTICS, to) ? (Long) to.getLong(8) : null,
              privileges(token, to)));
    }
  }

  private static List<String> privileges(Pointer token, Memory to) {
    List<String> names = new ArrayList<>();
    int count = ask(token, PRIVILEGES, to) ? to.getInt(0) : 0;
    for (int i = 0; i < Math.min(count, (ROOM - 4) / PRIVILEGE); i++) {
      long at = 4 + (long) i * PRIVILEGE;
      char[] name = new char[LONGEST_NAME];
      if ((to.getInt(at + 8) & ENABLED) != 0
          && Advapi.LookupPrivilegeNameW(
              null, to.share(at), name, new IntByReference(LONGEST_NAME))) {
        names.add(Native.toString(name));
      }
    }
    return names;
  }

  private static boolean ask(Pointer token, int kind, Memory to) {
    return Advapi.GetTokenInformation(token, kind, to, ROOM, new IntByReference());
  }

  private static Optional<Integer> integrity(Pointer token, Memory to) {
    if (!ask(token, INTEGRITY, to)) {
      return Optional.empty();
    }
    return text(to.getPointer(0))
        .map(label -> Integer.parseUnsignedInt(label.substring(label.lastIndexOf('-') + 1)));
  }

  /** A SID as text. */
  public static Optional<String> text(Pointer sid) {
    PointerByReference text = new PointerByReference();
    if (!Advapi.ConvertSidToStringSidW(sid, text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.getValue().getWideString(0));
    } finally {
      Kernel.LocalFree(text.getValue());
    }
  }
}
