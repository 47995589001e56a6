package dev.ring3.collector.decode.windows;

import dev.ring3.collector.decode.DecodeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A process in the system's list (SYSTEM_PROCESS_INFORMATION).
 *
 * @param pid its number
 * @param parentPid the number of the process that started it, which another can have by now
 * @param start when it started; processes of the system itself have none
 * @param name file name of its program; empty of the idle process
 * @param session the logon session of Terminal Services
 */
public record SystemProcess(
    long pid, long parentPid, Optional<Instant> start, String name, long session) {
  private static final int CREATE_TIME = 32;
  private static final int NAME_LENGTH = 56;
  private static final int NAME_ADDRESS = 64;
  private static final int PID = 80;
  private static final int PARENT = 88;
  private static final int SESSION = 100;
  private static final int SIZE = 104;

  public SystemProcess {
    Objects.requireNonNull(start);
    Objects.requireNonNull(name);
  }

  /**
   * Reads the whole list.
   *
   * @param bytes the list
   * @param address where it lay, which the addresses of names count from
   * @throws DecodeException if an entry leaves the list
   */
  public static List<SystemProcess> list(byte[] bytes, long address) throws DecodeException {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<SystemProcess> all = new ArrayList<>();
    int at = 0;
    while (true) {
      need(data, at, SIZE, "process");
      all.add(read(data, at, address));
      int next = data.getInt(at);
      if (next == 0) {
        return List.copyOf(all);
      }
      if (next < SIZE) {
        throw new DecodeException(
            "the process at " + at + " says that the next follows after " + next + " bytes");
      }
      at += next;
    }
  }

  private static SystemProcess read(ByteBuffer data, int at, long address) throws DecodeException {
    long created = data.getLong(at + CREATE_TIME);
    return new SystemProcess(
        data.getLong(at + PID),
        data.getLong(at + PARENT),
        created == 0 ? Optional.empty() : Optional.of(FileTime.instant(created)),
        name(data, at, address),
        Integer.toUnsignedLong(data.getInt(at + SESSION)));
  }

  private static String name(ByteBuffer data, int at, long address) throws DecodeException {
    int length = Short.toUnsignedInt(data.getShort(at + NAME_LENGTH));
    if (length == 0) {
      return "";
    }
    long from = data.getLong(at + NAME_ADDRESS) - address;
    need(data, from, length, "name");
    byte[] text = new byte[length];
    data.get((int) from, text);
    return new String(text, StandardCharsets.UTF_16LE);
  }

  private static void need(ByteBuffer data, long at, int length, String what)
      throws DecodeException {
    if (at < 0 || at > data.limit() - (long) length) {
      throw new DecodeException(
          "a " + what + " at " + at + " needs " + length + " bytes of " + data.limit());
    }
  }
}
