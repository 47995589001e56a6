package dev.ring3.collector.respond.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Head and modules of a minidump (MINIDUMP_HEADER, MINIDUMP_MODULE_LIST of minidumpapiset.h). What
 * the memory holds is left for a debugger.
 *
 * @param written when, to the second
 * @param flags MINIDUMP_TYPE
 * @param streams the numbers of the streams that are in it, as MINIDUMP_STREAM_TYPE
 */
public record Minidump(
    Instant written, long flags, List<Integer> streams, List<LoadedModule> modules) {
  /** Streams that are read at most. */
  public static final int MAX_STREAMS = 4096;

  /** Modules that are read at most. */
  public static final int MAX_MODULES = 65_536;

  private static final int SIGNATURE = 0x504D_444D;
  private static final int VERSION = 0xA793;
  private static final int HEADER_BYTES = 32;
  private static final int DIRECTORY_BYTES = 12;
  private static final int MODULE_BYTES = 108;
  private static final int MODULE_LIST = 4;
  private static final int MAX_NAME_BYTES = 65_536;

  /**
   * A program or library in the memory.
   *
   * @param base its address, unsigned
   * @param size bytes
   */
  public record LoadedModule(long base, long size, String path) {}

  public Minidump {
    streams = List.copyOf(streams);
    modules = List.copyOf(modules);
  }

  /**
   * @throws IOException if it is none, or damaged: with the place
   */
  public static Minidump read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reading(channel).all();
    }
  }

  /** One file that is read. */
  private record Reading(FileChannel channel) {
    Minidump all() throws IOException {
      ByteBuffer header = at(0, HEADER_BYTES, "header");
      int signature = header.getInt(0);
      if (signature != SIGNATURE || (header.getInt(4) & 0xFFFF) != VERSION) {
        throw new IOException("no minidump: it begins with 0x" + Integer.toHexString(signature));
      }
      int count = limited(header.getInt(8), MAX_STREAMS, "streams", 8);
      long directory = Integer.toUnsignedLong(header.getInt(12));
      List<Integer> streams = new ArrayList<>();
      List<LoadedModule> modules = List.of();
      for (int i = 0; i < count; i++) {
        ByteBuffer entry = at(directory + (long) i * DIRECTORY_BYTES, DIRECTORY_BYTES, "directory");
        streams.add(entry.getInt(0));
        if (entry.getInt(0) == MODULE_LIST) {
          modules = modules(Integer.toUnsignedLong(entry.getInt(8)));
        }
      }
      Instant written = Instant.ofEpochSecond(Integer.toUnsignedLong(header.getInt(20)));
      return new Minidump(written, header.getLong(24), streams, modules);
    }

    private List<LoadedModule> modules(long place) throws IOException {
      int count = limited(at(place, 4, "module count").getInt(0), MAX_MODULES, "modules", place);
      List<LoadedModule> modules = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ByteBuffer module = at(place + 4 + (long) i * MODULE_BYTES, MODULE_BYTES, "module");
        modules.add(
            new LoadedModule(
                module.getLong(0),
                Integer.toUnsignedLong(module.getInt(8)),
                text(Integer.toUnsignedLong(module.getInt(20)))));
      }
      return modules;
    }

    /** A MINIDUMP_STRING: its bytes' number and UTF-16. */
    private String text(long place) throws IOException {
      int bytes = limited(at(place, 4, "name").getInt(0), MAX_NAME_BYTES, "bytes of a name", place);
      return StandardCharsets.UTF_16LE.decode(at(place + 4, bytes, "name")).toString();
    }

    private static int limited(int count, int most, String what, long place) throws IOException {
      if (count < 0 || count > most) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "damaged minidump at 0x%x: %d %s, at most %d are read",
                place,
                Integer.toUnsignedLong(count),
                what,
                most));
      }
      return count;
    }

    private ByteBuffer at(long place, int bytes, String what) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      long from = place;
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, from);
        if (read < 0) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "damaged minidump at 0x%x: %s needs %d bytes, %d are there",
                  place,
                  what,
                  bytes,
                  buffer.position()));
        }
        from += read;
      }
      return buffer.flip();
    }
  }
}
