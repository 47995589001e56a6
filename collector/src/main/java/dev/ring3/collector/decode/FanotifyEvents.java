package dev.ring3.collector.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fanotify group reports ({@code linux/fanotify.h}), with directory handles and names. */
public final class FanotifyEvents {
  public static final long MODIFIED = 0x8;
  public static final long CREATED = 0x100;
  public static final long DELETED = 0x200;
  public static final long OPENED_TO_RUN = 0x1000;
  public static final long OVERFLOW = 0x4000;
  public static final long RENAMED = 0x10000000;
  public static final long IS_FOLDER = 0x40000000;

  private static final int VERSION = 3;
  private static final int METADATA = 24;
  private static final int TARGET = 1;
  private static final int NAME = 2;
  private static final int OLD_NAME = 10;
  private static final int NEW_NAME = 12;

  private FanotifyEvents() {}

  /**
   * One report; several changes of one file can be in it.
   *
   * @param mask what happened, as bits
   * @param pid who did it; 0 if the kernel does not say
   * @param place the file; after a rename its new place
   * @param oldPlace its place before a rename
   * @param folder identifies the folder that was made, renamed or deleted; null for files
   */
  public record Change(
      long mask,
      long pid,
      @Nullable Place place,
      @Nullable Place oldPlace,
      @Nullable String folder) {
    public boolean has(long bit) {
      return (mask & bit) != 0;
    }
  }

  /**
   * A name in a folder.
   *
   * @param fileSystem its file system's id, in hexadecimal
   * @param handle the folder's {@code struct file_handle}, in hexadecimal
   * @param name of the file; {@code .} for the folder itself
   */
  public record Place(String fileSystem, String handle, String name) {
    /** Identifies the folder. */
    public String folder() {
      return fileSystem + handle;
    }

    /** The handle's bytes. */
    public byte[] handleBytes() {
      return HexFormat.of().parseHex(handle);
    }
  }

  /** All reports of what one reading returned. */
  public static List<Change> of(byte[] bytes) throws DecodeException {
    NativeBytes in = new NativeBytes(bytes, "fanotify events");
    List<Change> changes = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      long length = in.u32(at);
      if (length < METADATA || length > bytes.length - at) {
        throw new DecodeException("fanotify event at " + at + ": length " + length);
      }
      if (in.u8(at + 4) != VERSION) {
        throw new DecodeException("fanotify event at " + at + ": version " + in.u8(at + 4));
      }
      changes.add(change(in, at, (int) length));
      at += (int) length;
    }
    return changes;
  }

  private static Change change(NativeBytes in, int from, int length) throws DecodeException {
    Place place = null;
    Place old = null;
    String folder = null;
    long mask = in.s64(from + 8);
    int at = from + in.u16(from + 6);
    while (at + 4 <= from + length) {
      int type = in.u8(at);
      int size = in.u16(at + 2);
      if (size < 4 || at + size > from + length) {
        throw new DecodeException("fanotify information at " + at + ": length " + size);
      }
      if (type == NAME || type == NEW_NAME) {
        place = place(in, at, size).orElse(place);
      } else if (type == OLD_NAME) {
        old = place(in, at, size).orElse(old);
      } else if (type == TARGET && (mask & IS_FOLDER) != 0) {
        folder = place(in, at, size).map(Place::folder).orElse(null);
      }
      at += size;
    }
    return new Change(mask, in.u32(from + 20), place, old, folder);
  }

  private static Optional<Place> place(NativeBytes in, int at, int size) throws DecodeException {
    int handleBytes = in.s32(at + 12);
    if (handleBytes < 0 || handleBytes > 128) {
      throw new DecodeException("fanotify handle at " + at + ": " + handleBytes + " bytes");
    }
    byte[] handle = in.bytes(at + 12, 8 + handleBytes);
    int nameAt = at + 20 + handleBytes;
    byte[] rest = in.bytes(nameAt, Math.max(0, at + size - nameAt));
    int end = 0;
    while (end < rest.length && rest[end] != 0) {
      end++;
    }
    String name = new String(Arrays.copyOf(rest, end), StandardCharsets.UTF_8);
    String system = HexFormat.of().formatHex(in.bytes(at + 4, 8));
    return Optional.of(new Place(system, HexFormat.of().formatHex(handle), name));
  }
}
