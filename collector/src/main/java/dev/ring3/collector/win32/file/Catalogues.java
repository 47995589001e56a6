package dev.ring3.collector.win32.file;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catalogues of signed files: most of Windows' own programs are signed so. Safe for any thread;
 * each call opens what it needs, since what Windows gives is for one thread.
 */
final class Catalogues {
  private static final int LONGEST_HASH = 64;

  /** CATALOG_INFO: its size, and a path of MAX_PATH characters. */
  private static final int INFO_SIZE = 4 + 2 * 260;

  private Catalogues() {}

  /**
   * A catalogue, and what it calls the file.
   *
   * @param tag the hash, as a catalogue names its members
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Membership(String catalogue, String tag, byte[] hash) {}

  /** Functions of wintrust.dll. */
  private static final class Wintrust {
    static {
      Native.register(Wintrust.class, "wintrust");
    }

    private Wintrust() {}

    static native boolean CryptCATAdminAcquireContext(
        PointerByReference context, @Nullable Pointer system, int flags);

    static native boolean CryptCATAdminCalcHashFromFileHandle(
        Pointer file, IntByReference size, byte[] hash, int flags);

    static native @Nullable Pointer CryptCATAdminEnumCatalogFromHash(
        Pointer context, byte[] hash, int size, int flags, @Nullable Pointer before);

    static native boolean CryptCATCatalogInfoFromContext(
        Pointer catalogue, Pointer info, int flags);

    static native boolean CryptCATAdminReleaseCatalogContext(
        Pointer context, Pointer catalogue, int flags);

    static native boolean CryptCATAdminReleaseContext(Pointer context, int flags);
  }

  /** Functions of wintrust.dll since Windows 8, for catalogues with SHA-256. */
  private static final class Newer {
    static {
      Native.register(Newer.class, "wintrust");
    }

    private Newer() {}

    static native boolean CryptCATAdminAcquireContext2(
        PointerByReference context,
        @Nullable Pointer system,
        @Nullable WString algorithm,
        @Nullable Pointer policy,
        int flags);

    static native boolean CryptCATAdminCalcHashFromFileHandle2(
        Pointer context, Pointer file, IntByReference size, byte[] hash, int flags);
  }

  /** Empty if no catalogue names the file, or it can't be read. */
  static Optional<Membership> find(String path) {
    try (WindowsFile file = WindowsFile.read(path)) {
      return newer(file).or(() -> older(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Membership> newer(WindowsFile file) {
    try {
      PointerByReference context = new PointerByReference();
      if (!Newer.CryptCATAdminAcquireContext2(context, null, new WString("SHA256"), null, 0)) {
        return Optional.empty();
      }
      try {
        byte[] hash = new byte[LONGEST_HASH];
        IntByReference size = new IntByReference(hash.length);
        return Newer.CryptCATAdminCalcHashFromFileHandle2(
                context.getValue(), file.handle(), size, hash, 0)
            ? look(context.getValue(), hash, size.getValue())
            : Optional.empty();
      } finally {
        Wintrust.CryptCATAdminReleaseContext(context.getValue(), 0);
      }
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return Optional.empty(); // a Windows before 8, or Wine
    }
  }

  private static Optional<Membership> older(WindowsFile file) {
    PointerByReference context = new PointerByReference();
    if (!Wintrust.CryptCATAdminAcquireContext(context, null, 0)) {
      return Optional.empty();
    }
    try {
      byte[] hash = new byte[LONGEST_HASH];
      IntByReference size = new IntByReference(hash.length);
      return Wintrust.CryptCATAdminCalcHashFromFileHandle(file.handle(), size, hash, 0)
          ? look(context.getValue(), hash, size.getValue())
          : Optional.empty();
    } finally {
      Wintrust.CryptCATAdminReleaseContext(context.getValue(), 0);
    }
  }

  private static Optional<Membership> look(Pointer context, byte[] hash, int size) {
    Pointer catalogue = Wintrust.CryptCATAdminEnumCatalogFromHash(context, hash, size, 0, null);
    if (catalogue == null) {
      return Optional.empty();
    }
    try (Memory info = new Memory(INFO_SIZE)) {
      info.clear();
      info.setInt(0, INFO_SIZE);
      if (!Wintrust.CryptCATCatalogInfoFromContext(catalogue, info, 0)) {
        return Optional.empty();
      }
      byte[] exact = Arrays.copyOf(hash, size);
      String tag = HexFormat.of().formatHex(exact).toUpperCase(Locale.ROOT);
      return Optional.of(new Membership(info.getWideString(4), tag, exact));
    } finally {
      Wintrust.CryptCATAdminReleaseCatalogContext(context, catalogue, 0);
    }
  }
}
