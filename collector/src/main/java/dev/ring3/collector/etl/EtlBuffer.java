package dev.ring3.collector.etl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A buffer in memory, expanded, and where its records are, in order of time.
 *
 * <p>Within a buffer a record's place is also its time, unless threads of one processor overtook
 * each other; then the records are sorted.
 */
final class EtlBuffer {
  private static final int ALIGNMENT = 8;
  private static final int XPRESS = 3;
  private static final int PADDING = 0xffff_ffff;

  private final BufferHeader header;
  private final byte[] bytes;
  private final List<EtlDamage> damages = new ArrayList<>();
  private int[] places = new int[64];
  private long[] clocks = new long[64];
  private int count;

  /**
   * @param content the buffer as it is in the file, without its header
   * @param format compression format of the file
   */
  EtlBuffer(BufferHeader header, byte[] content, int format) {
    this.header = header;
    this.bytes = expand(content, format);
    findRecords();
    sort();
  }

  private byte[] expand(byte[] content, int format) {
    int need = header.used() - BufferHeader.SIZE;
    if (header.size() - BufferHeader.SIZE > content.length) {
      damage(
          0,
          "the file ends within a buffer that needs "
              + header.size()
              + " bytes, has "
              + (content.length + BufferHeader.SIZE));
    }
    if (need < 0 || need > BufferHeader.MAX_BUFFER) {
      damage(0, "a buffer says that " + header.used() + " of its bytes are used");
      return new byte[0];
    }
    if (!header.isCompressed()) {
      return content;
    }
    if (format != XPRESS) {
      damage(0, "a buffer is compressed in format " + format + "; only format 3 can be read");
      return new byte[0];
    }
    byte[] expanded = XpressLz77.expand(content, 0, content.length, need);
    if (expanded.length < need) {
      damage(0, "a compressed buffer needs to give " + need + " bytes, gives " + expanded.length);
    }
    return expanded;
  }

  private void findRecords() {
    int end = Math.min(bytes.length, Math.max(0, header.used() - BufferHeader.SIZE));
    int at = 0;
    while (at + ALIGNMENT <= end) {
      int marker = Bytes.i32(bytes, at);
      if (marker == PADDING) {
        return;
      }
      RecordType type = type(marker);
      int size = type == null ? 0 : size(at, type);
      if (type == null || size < type.headerSize() || at + size > end) {
        int next = next(at + ALIGNMENT, end);
        damage(at, problem(marker, type, size, end - at, next - at));
        at = next;
        continue;
      }
      add(at, RecordReader.clock(bytes, at, type, size));
      at += (size + ALIGNMENT - 1) & -ALIGNMENT;
    }
  }

  private static String problem(
      int marker, @Nullable RecordType type, int size, int left, int skipped) {
    String found =
        type == null
            ? "a record needs a known marker, has 0x" + Integer.toHexString(marker)
            : "a record of type "
                + type
                + " says it has "
                + size
                + " bytes, where "
                + left
                + " are left and its header needs "
                + type.headerSize();
    return found + "; " + skipped + " bytes are skipped";
  }

  /** The next place that can be a record which another or the buffer's end follows. */
  private int next(int from, int end) {
    for (int at = from; at + ALIGNMENT <= end; at += ALIGNMENT) {
      RecordType type = type(Bytes.i32(bytes, at));
      if (type == null) {
        continue;
      }
      int size = size(at, type);
      int follower = at + ((size + ALIGNMENT - 1) & -ALIGNMENT);
      if (size >= type.headerSize()
          && at + size <= end
          && (follower + ALIGNMENT > end || isMarker(Bytes.i32(bytes, follower)))) {
        return at;
      }
    }
    return end;
  }

  private static boolean isMarker(int marker) {
    return marker == PADDING || type(marker) != null;
  }

  private static @Nullable RecordType type(int marker) {
    return switch (marker >>> 24) {
      case 0xc0 -> RecordType.of(marker >>> 16);
      case 0x90 -> RecordType.MESSAGE;
      default -> null;
    };
  }

  private int size(int at, RecordType type) {
    return switch (type.layout()) {
      case SYSTEM, PERFINFO -> Bytes.u16(bytes, at + 4);
      case CLASSIC, EVENT, MESSAGE, UNKNOWN -> Bytes.u16(bytes, at);
    };
  }

  private void add(int place, long clock) {
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
      clocks = Arrays.copyOf(clocks, count * 2);
    }
    places[count] = place;
    clocks[count++] = clock;
  }

  private void sort() {
    boolean sorted = true;
    for (int i = 1; i < count && sorted; i++) {
      sorted = clocks[i - 1] <= clocks[i];
    }
    if (sorted) {
      return;
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingLong(i -> clocks[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    places = Arrays.stream(order).map(i -> places[i]).toArray();
    clocks = Arrays.stream(order).mapToLong(i -> clocks[i]).toArray();
  }

  private void damage(int at, String problem) {
    damages.add(new EtlDamage(offset(at), problem));
  }

  private long offset(int at) {
    return header.isCompressed() ? header.offset() : header.offset() + BufferHeader.SIZE + at;
  }

  List<EtlDamage> damages() {
    return damages;
  }

  /** How many records it holds. */
  int count() {
    return count;
  }

  /** The time of a record by the session's clock. */
  long clock(int index) {
    return clocks[index];
  }

  EtlRecord record(int index, RecordReader reader) {
    int at = places[index];
    RecordType type = type(Bytes.i32(bytes, at));
    if (type == null) {
      throw new IllegalStateException("no record at " + at);
    }
    return new EtlRecord(
        offset(at), type, reader.read(bytes, at, type, size(at, type), header.processor()));
  }
}
