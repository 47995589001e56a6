package dev.ring3.collector.win32.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The named mutexes that there are, from the object manager's folders of names
 * (NtQueryDirectoryObject of Microsoft's "Windows Driver Kit"). Those in the namespaces of packaged
 * apps are left out. Safe for any thread.
 */
public final class NamedMutexes {
  private static final String NAMES = "BaseNamedObjects";
  private static final int DIRECTORY_QUERY = 1;
  private static final int OBJ_CASE_INSENSITIVE = 0x40;
  private static final int STATUS_NO_MORE_ENTRIES = 0x8000001A;
  private static final int STATUS_ACCESS_DENIED = 0xC0000022;
  private static final int STATUS_OBJECT_NAME_NOT_FOUND = 0xC0000034;
  private static final int STATUS_OBJECT_PATH_NOT_FOUND = 0xC000003A;

  /** Bytes for one entry: two counted texts of at most 64 KB each. */
  private static final int BUFFER = 1 << 17;

  /** Objects of a folder that are looked at; more are no more than a hindrance. */
  private static final int MOST_OBJECTS = 100_000;

  private NamedMutexes() {}

  /**
   * A mutex.
   *
   * @param session whose namespace it is in, empty for the global one
   * @param name without its namespace
   */
  public record NamedMutex(OptionalInt session, String name) {}

  /** Functions of ntdll.dll; each answers an NTSTATUS. */
  private static final class Ntdll {
    static {
      Native.register(Ntdll.class, "ntdll");
    }

    private Ntdll() {}

    static native int NtOpenDirectoryObject(
        PointerByReference handle, int access, Pointer attributes);

    static native int NtQueryDirectoryObject(
        Pointer folder,
        Pointer buffer,
        int length,
        boolean single,
        boolean restart,
        IntByReference context,
        IntByReference returned);

    static native int NtClose(Pointer handle);
  }

  /** Takes what a folder holds. */
  private interface Entry {
    /** Returns whether to go on. */
    boolean accept(String type, String name);
  }

  /**
   * All of them; without an administrator's rights not those of others' sessions.
   *
   * @param most where to end
   * @throws IOException if Windows does not list those of all
   */
  public static Set<NamedMutex> all(int most) throws IOException {
    Set<NamedMutex> mutexes = new LinkedHashSet<>();
    add("\\" + NAMES, OptionalInt.empty(), most, mutexes);
    for (int session : sessions()) {
      add("\\Sessions\\" + session + "\\" + NAMES, OptionalInt.of(session), most, mutexes);
    }
    return mutexes;
  }

  private static void add(String folder, OptionalInt session, int most, Set<NamedMutex> to)
      throws IOException {
    list(
        folder,
        (type, name) -> {
          if (type.equals("Mutant")) {
            to.add(new NamedMutex(session, name));
          }
          return to.size() < most;
        });
  }

  /** Session 0 uses the global names. */
  private static Set<Integer> sessions() throws IOException {
    Set<Integer> sessions = new TreeSet<>();
    list(
        "\\Sessions",
        (type, name) -> {
          if (type.equals("Directory") && name.matches("[1-9]\\d{0,8}")) {
            sessions.add(Integer.valueOf(name));
          }
          return true;
        });
    return sessions;
  }

  /** A folder that is not there, was removed meanwhile, or is another user's, holds nothing. */
  private static void list(String folder, Entry entry) throws IOException {
    PointerByReference handle = new PointerByReference();
    int status = open(folder, handle);
    boolean isAnothers = status == STATUS_ACCESS_DENIED && folder.startsWith("\\Sessions\\");
    if (isAnothers
        || status == STATUS_OBJECT_NAME_NOT_FOUND
        || status == STATUS_OBJECT_PATH_NOT_FOUND) {
      return;
    }
    check("NtOpenDirectoryObject " + folder, status);
    try (Memory buffer = new Memory(BUFFER)) {
      IntByReference context = new IntByReference();
      IntByReference returned = new IntByReference();
      boolean more = true;
      for (int i = 0; more && i < MOST_OBJECTS; i++) {
        status =
            Ntdll.NtQueryDirectoryObject(
                handle.getValue(), buffer, BUFFER, true, i == 0, context, returned);
        if (status == STATUS_NO_MORE_ENTRIES) {
          return;
        }
        check("NtQueryDirectoryObject " + folder, status);
        more = entry.accept(text(buffer, 2 * Native.POINTER_SIZE), text(buffer, 0));
      }
    } finally {
      Ntdll.NtClose(handle.getValue());
    }
  }

  /** OBJECT_ATTRIBUTES and the UNICODE_STRING it points to, in one piece of memory. */
  private static int open(String folder, PointerByReference handle) {
    int word = Native.POINTER_SIZE;
    int bytes = folder.length() * Character.BYTES;
    try (Memory attributes = new Memory(8L * word + bytes)) {
      attributes.clear();
      Pointer name = attributes.share(6L * word);
      attributes.setInt(0, 6 * word);
      attributes.setPointer(2L * word, name);
      attributes.setInt(3L * word, OBJ_CASE_INSENSITIVE);
      name.setShort(0, (short) bytes);
      name.setShort(Short.BYTES, (short) bytes);
      name.setPointer(word, attributes.share(8L * word));
      attributes.write(8L * word, folder.toCharArray(), 0, folder.length());
      return Ntdll.NtOpenDirectoryObject(handle, DIRECTORY_QUERY, attributes);
    }
  }

  /** The UNICODE_STRING at an offset, whose text is behind it in the same memory. */
  private static String text(Memory buffer, int offset) {
    int bytes = Short.toUnsignedInt(buffer.getShort(offset));
    long at =
        Pointer.nativeValue(buffer.getPointer((long) offset + Native.POINTER_SIZE))
            - Pointer.nativeValue(buffer);
    return bytes == 0 || at < 0 || at + bytes > buffer.size()
        ? ""
        : new String(buffer.getCharArray(at, bytes / Character.BYTES));
  }

  private static void check(String call, int status) throws IOException {
    if (status < 0) {
      throw new WindowsCallException(call, status, "this Windows does not list its mutexes");
    }
  }
}
