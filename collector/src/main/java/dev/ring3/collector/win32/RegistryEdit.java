package dev.ring3.collector.win32;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Writes what Ring3 itself needs to the registry, as 64-bit programs see it, and takes it back.
 * Safe for any thread.
 */
public final class RegistryEdit {
  private static final int SUCCESS = 0;
  private static final int FILE_NOT_FOUND = 2;
  private static final int WRITE_64 = 0x20006 | 0x100;
  private static final int TEXT = 1;
  private static final int EXPANDED = 2;
  private static final int NUMBER = 4;
  private static final int READ_TEXT = 0x2;
  private static final int READ_NUMBER = 0x10;
  private static final int MAX_BYTES = 1 << 16;

  private final Pointer hive;

  private RegistryEdit(long hive) {
    this.hive = new Pointer(hive);
  }

  /** Functions of advapi32.dll. They return an error's number. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native int RegCreateKeyExW(
        Pointer hive,
        WString path,
        int reserved,
        @Nullable WString kind,
        int options,
        int access,
        @Nullable Pointer security,
        PointerByReference key,
        @Nullable Pointer disposition);

    static native int RegSetValueExW(
        Pointer key, WString name, int reserved, int type, Pointer data, int size);

    static native int RegGetValueW(
        Pointer hive,
        WString path,
        WString name,
        int flags,
        @Nullable Pointer type,
        Pointer data,
        IntByReference size);

    static native int RegDeleteKeyValueW(Pointer hive, WString path, WString name);

    static native int RegDeleteTreeW(Pointer hive, WString path);

    static native int RegCloseKey(Pointer key);
  }

  /** Of the host (HKEY_LOCAL_MACHINE). */
  public static RegistryEdit ofHost() {
    return new RegistryEdit(0xffffffff80000002L);
  }

  /** Of this user (HKEY_CURRENT_USER). */
  public static RegistryEdit ofUser() {
    return new RegistryEdit(0xffffffff80000001L);
  }

  /** Sets a text; the key is made if there is none. */
  public void text(String path, String name, String value) throws IOException {
    text(path, name, TEXT, value);
  }

  /** Sets a text in which readers replace the names of variables, such as {@code %SystemRoot%}. */
  public void expanded(String path, String name, String value) throws IOException {
    text(path, name, EXPANDED, value);
  }

  private void text(String path, String name, int type, String value) throws IOException {
    String ended = value + '\0';
    try (Memory data = new Memory(2L * ended.length())) {
      data.write(0, ended.toCharArray(), 0, ended.length());
      set(path, name, type, data);
    }
  }

  /** Sets a number of 32 bits. */
  public void number(String path, String name, int value) throws IOException {
    try (Memory data = new Memory(4)) {
      data.setInt(0, value);
      set(path, name, NUMBER, data);
    }
  }

  private void set(String path, String name, int type, Memory data) throws IOException {
    PointerByReference key = new PointerByReference();
    check(
        Advapi.RegCreateKeyExW(hive, new WString(path), 0, null, 0, WRITE_64, null, key, null),
        "RegCreateKeyEx " + path);
    try {
      check(
          Advapi.RegSetValueExW(
              key.getValue(), new WString(name), 0, type, data, (int) data.size()),
          "RegSetValueEx " + path + '\\' + name);
    } finally {
      Advapi.RegCloseKey(key.getValue());
    }
  }

  /** A text that is there. */
  public Optional<String> text(String path, String name) throws IOException {
    try (Memory data = new Memory(MAX_BYTES)) {
      int code =
          Advapi.RegGetValueW(
              hive,
              new WString(path),
              new WString(name),
              READ_TEXT,
              null,
              data,
              new IntByReference(MAX_BYTES));
      if (code == FILE_NOT_FOUND) {
        return Optional.empty();
      }
      check(code, "RegGetValue " + path + '\\' + name);
      return Optional.of(data.getWideString(0));
    }
  }

  /** A number of 32 bits that is there. */
  public OptionalInt number(String path, String name) throws IOException {
    try (Memory data = new Memory(4)) {
      int code =
          Advapi.RegGetValueW(
              hive,
              new WString(path),
              new WString(name),
              READ_NUMBER,
              null,
              data,
              new IntByReference(4));
      if (code == FILE_NOT_FOUND) {
        return OptionalInt.empty();
      }
      check(code, "RegGetValue " + path + '\\' + name);
      return OptionalInt.of(data.getInt(0));
    }
  }

  /** Removes a value, if there is one. */
  public void removeValue(String path, String name) throws IOException {
    int code = Advapi.RegDeleteKeyValueW(hive, new WString(path), new WString(name));
    if (code != FILE_NOT_FOUND) {
      check(code, "RegDeleteKeyValue " + path + '\\' + name);
    }
  }

  /** Removes a key with all below it, if there is one. */
  public void removeKey(String path) throws IOException {
    int code = Advapi.RegDeleteTreeW(hive, new WString(path));
    if (code != FILE_NOT_FOUND) {
      check(code, "RegDeleteTree " + path);
    }
  }

  private static void check(int code, String call) throws IOException {
    if (code != SUCCESS) {
      throw new WindowsCallException(call, code, "run as administrator");
    }
  }
}
