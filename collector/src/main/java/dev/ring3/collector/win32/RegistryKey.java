package dev.ring3.collector.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open key of the registry, as 64-bit programs see it. Whoever opens one closes it. For one
 * thread.
 */
public final class RegistryKey implements AutoCloseable {
  /** Bytes of the longest value that is read. */
  public static final int MAX_DATA = 1 << 16;

  private static final int READ_64 = 0x20019 | 0x100;
  private static final int SUCCESS = 0;
  private static final int FILE_NOT_FOUND = 2;
  private static final int PATH_NOT_FOUND = 3;
  private static final int MORE_DATA = 234;
  private static final int NO_MORE_ITEMS = 259;
  private static final int NAMES = 1;
  private static final int VALUES = 4;

  /** Characters of the longest names of a key and a value, with the zero behind. */
  private static final int KEY_NAME = 256;

  private static final int VALUE_NAME = 16_384;

  /** The hives by their short names (HKEY_LOCAL_MACHINE, HKEY_USERS). */
  private static final Map<String, Long> HIVES =
      Map.of("HKLM", 0xffffffff80000002L, "HKU", 0xffffffff80000003L);

  private final String path;
  private final Pointer key;

  private RegistryKey(String path, Pointer key) {
    this.path = path;
    this.key = key;
  }

  /**
   * A value.
   *
   * @param name empty for the one that a key has without a name
   * @param type REG_SZ is 1, REG_DWORD 4, and so on
   * @param data none of a value that has more than {@link #MAX_DATA}
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Value(String name, int type, byte[] data) {}

  /** Functions of advapi32.dll. They return an error's number. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native int RegOpenKeyExW(
        Pointer hive, WString path, int options, int access, PointerByReference key);

    static native int RegCloseKey(Pointer key);

    static native int RegEnumKeyExW(
        Pointer key,
        int index,
        char[] name,
        IntByReference length,
        @Nullable Pointer reserved,
        @Nullable Pointer kind,
        @Nullable Pointer kindLength,
        @Nullable Pointer written);

    static native int RegEnumValueW(
        Pointer key,
        int index,
        char[] name,
        IntByReference length,
        @Nullable Pointer reserved,
        IntByReference type,
        byte[] data,
        IntByReference size);

    static native int RegNotifyChangeKeyValue(
        Pointer key, boolean below, int what, Pointer event, boolean later);
  }

  /**
   * Opens a key for reading; empty if there is none.
   *
   * @param path starts with {@code HKLM\} or {@code HKU\}, or is one of the two
   * @throws IOException if this user may not read it
   */
  public static Optional<RegistryKey> open(String path) throws IOException {
    int slash = path.indexOf('\\');
    Long hive = HIVES.get(slash < 0 ? path : path.substring(0, slash));
    if (hive == null) {
      throw new IllegalArgumentException(path + " is neither of HKLM nor of HKU");
    }
    PointerByReference key = new PointerByReference();
    int code =
        Advapi.RegOpenKeyExW(
            new Pointer(hive),
            new WString(slash < 0 ? "" : path.substring(slash + 1)),
            0,
            READ_64,
            key);
    return switch (code) {
      case SUCCESS -> Optional.of(new RegistryKey(path, key.getValue()));
      case FILE_NOT_FOUND, PATH_NOT_FOUND -> Optional.empty();
      default ->
          throw new WindowsCallException("RegOpenKeyEx " + path, code, "run as administrator");
    };
  }

  /**
   * Names of the keys below it, in order.
   *
   * @param most where to end
   */
  public List<String> keys(int most) throws IOException {
    List<String> names = new ArrayList<>();
    char[] name = new char[KEY_NAME];
    IntByReference length = new IntByReference();
    for (int i = 0; i < most; i++) {
      length.setValue(KEY_NAME);
      int code = Advapi.RegEnumKeyExW(key, i, name, length, null, null, null, null);
      if (code == NO_MORE_ITEMS) {
        break;
      }
      if (code != SUCCESS) {
        throw failed("RegEnumKeyEx", code);
      }
      names.add(new String(name, 0, length.getValue()));
    }
    return names;
  }

  /**
   * Its values, in order.
   *
   * @param most where to end
   */
  public List<Value> values(int most) throws IOException {
    List<Value> values = new ArrayList<>();
    char[] name = new char[VALUE_NAME];
    byte[] data = new byte[MAX_DATA];
    IntByReference length = new IntByReference();
    IntByReference type = new IntByReference();
    IntByReference size = new IntByReference();
    for (int i = 0; i < most; i++) {
      length.setValue(VALUE_NAME);
      size.setValue(MAX_DATA);
      int code = Advapi.RegEnumValueW(key, i, name, length, null, type, data, size);
      if (code == NO_MORE_ITEMS) {
        break;
      }
      if (code != SUCCESS && code != MORE_DATA) {
        throw failed("RegEnumValue", code);
      }
      byte[] read = code == MORE_DATA ? new byte[0] : Arrays.copyOf(data, size.getValue());
      values.add(new Value(new String(name, 0, length.getValue()), type.getValue(), read));
    }
    return values;
  }

  /** Changes that can be told of. */
  public enum Changes {
    /** Keys and values, in a key and all below it. */
    ALL_BELOW,
    /** Keys directly below that are made or deleted. */
    KEYS
  }

  /**
   * Has an event set at the next change, once. It ends with the calling thread, or when the key is
   * closed, and sets the event then, too.
   *
   * @throws IOException if the key is gone, or can't be watched
   */
  public void notifyOnce(WindowsEvent event, Changes changes) throws IOException {
    int filter =
        switch (changes) {
          case ALL_BELOW -> NAMES | VALUES;
          case KEYS -> NAMES;
        };
    boolean below = changes == Changes.ALL_BELOW;
    int code = Advapi.RegNotifyChangeKeyValue(key, below, filter, event.handle(), true);
    if (code != SUCCESS) {
      throw failed("RegNotifyChangeKeyValue", code);
    }
  }

  private WindowsCallException failed(String call, int code) {
    return new WindowsCallException(call + ' ' + path, code, "it is looked at again in time");
  }

  @Override
  public void close() {
    Advapi.RegCloseKey(key);
  }
}
