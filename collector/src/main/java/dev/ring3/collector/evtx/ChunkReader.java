package dev.ring3.collector.evtx;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Yields the records of the chunk that is in the buffer, and what is damaged in it.
 *
 * <p>Records follow each other without gaps. Where no record stands although one should, the next
 * place that looks like a whole record is searched.
 */
final class ChunkReader {
  private static final int MAGIC = 0x2a2a;
  private static final int ALIGNMENT = 8;

  /** Magic, size, id, time written. */
  private static final int RECORD_HEADER = 24;

  /** The size once more, at the end. */
  private static final int SIZE_COPY = 4;

  /** Stands for no record before: ids count from 1. */
  private static final long NO_ID = 0;

  private static final int MIN_SIZE = RECORD_HEADER + SIZE_COPY;

  private final String file;
  private final Chunk chunk;
  private final RecordBuilder record = new RecordBuilder();
  private final BinXmlDecoder decoder;
  private final Queue<EvtxItem> pending = new ArrayDeque<>();
  private int position;
  private int end;
  private boolean soundHeader;
  private long lastId;

  ChunkReader(String file, Chunk chunk) {
    this.file = file;
    this.chunk = chunk;
    decoder = new BinXmlDecoder(chunk, record);
  }

  /** Starts with a chunk that has just been filled in. */
  void begin() {
    decoder.beginChunk();
    pending.clear();
    position = Math.min(Chunk.HEADER_SIZE, chunk.length());
    lastId = NO_ID;
    end = chunk.length();
    soundHeader = false;
    if (chunk.length() < Chunk.SIZE) {
      damage(0, null, "a chunk needs " + Chunk.SIZE + " bytes, the file has " + chunk.length());
    }
    if (chunk.hasMagic()) {
      if (chunk.length() > Chunk.HEADER_SIZE) {
        checkHeader();
      }
    } else {
      skip("a chunk needs to start with ElfChnk, has " + hex(0, 8));
    }
  }

  private void checkHeader() {
    long free = chunk.freeSpace();
    if (free < Chunk.HEADER_SIZE || free > Chunk.SIZE) {
      damage(0, null, "the chunk's records need to end between 512 and 65536, end at " + free);
    } else {
      soundHeader = true;
      end = (int) Math.min(free, chunk.length());
    }
    if (chunk.hasChecksums()) {
      checkSum("header", chunk.headerChecksum(), chunk.computeHeaderChecksum());
      if (soundHeader && free <= chunk.length()) {
        checkSum("records'", chunk.dataChecksum(), chunk.computeDataChecksum(end));
      }
    }
  }

  private void checkSum(String of, long stored, long computed) {
    if (stored != computed) {
      damage(
          0,
          null,
          "the chunk's "
              + of
              + " checksum needs to be "
              + FileHeader.hex((int) computed)
              + ", is "
              + FileHeader.hex((int) stored));
    }
  }

  /** The next record or damage of the chunk; null at its end. */
  @Nullable EvtxItem next() {
    while (pending.isEmpty()) {
      if (position >= end && !goesOnBehindEnd()) {
        return null;
      }
      int size = recordSize(position);
      if (size == 0) {
        skipFrom(position);
      } else {
        int at = position;
        position += size;
        @Nullable EvtxItem item = read(at, size);
        if (item != null) {
          return item;
        }
      }
    }
    return pending.remove();
  }

  /** In a log that was not closed the header is older than the last records. */
  private boolean goesOnBehindEnd() {
    return soundHeader
        && lastId != NO_ID
        && recordSize(position) != 0
        && chunk.i64(position + 8) == lastId + 1;
  }

  /** Size of the whole record that starts there; 0 if none does. */
  private int recordSize(int at) {
    if (at + MIN_SIZE > chunk.length() || chunk.i32(at) != MAGIC) {
      return 0;
    }
    long size = chunk.u32(at + 4);
    boolean fits = size >= MIN_SIZE && at + size <= chunk.length();
    return fits && chunk.u32(at + (int) size - SIZE_COPY) == size ? (int) size : 0;
  }

  private void skipFrom(int at) {
    if (!soundHeader && chunk.isZero(at, end)) {
      position = end; // where the records end is not known: this may be unused
    } else {
      skip(what(at));
    }
  }

  /** Goes on to the next place that looks like a whole record. */
  private void skip(String why) {
    int from = position;
    while (position < end && recordSize(position) == 0) {
      position = (position & -ALIGNMENT) + ALIGNMENT;
    }
    lastId = NO_ID;
    boolean found = position < end;
    position = Math.min(position, end);
    damage(
        from,
        null,
        why
            + (found
                ? "; the next record starts " + (position - from) + " bytes later"
                : "; no record in the last " + (end - from) + " bytes of the chunk"));
  }

  /** Why no record starts there. */
  private String what(int at) {
    int left = chunk.length() - at;
    if (left < MIN_SIZE) {
      return "a record needs " + MIN_SIZE + " bytes, has " + left;
    }
    if (chunk.i32(at) != MAGIC) {
      return "a record needs to start with 2a2a0000, has " + hex(at, at + 4);
    }
    long size = chunk.u32(at + 4);
    if (size < MIN_SIZE || size > left) {
      return "a record's size needs to be between " + MIN_SIZE + " and " + left + ", is " + size;
    }
    long copy = chunk.u32(at + (int) size - SIZE_COPY);
    return "the size at the end of record "
        + Long.toUnsignedString(chunk.i64(at + 8))
        + " needs to be "
        + size
        + ", is "
        + copy;
  }

  private String hex(int from, int to) {
    return HexFormat.of().formatHex(chunk.bytes(), from, to);
  }

  private @Nullable EvtxItem read(int at, int size) {
    long id = chunk.i64(at + 8);
    record.clear();
    if (lastId != NO_ID && id != lastId + 1) {
      record.addProblem("the record's id needs to be " + (lastId + 1) + ", is " + id);
    }
    lastId = id;
    try {
      decoder.decode(at + RECORD_HEADER, at + size - SIZE_COPY);
    } catch (CorruptDataException e) {
      damage(e.offset(), id, "the record at " + (chunk.position() + at) + ": " + e.problem());
      return null;
    }
    @Nullable String problem = record.problem();
    if (problem != null) {
      damage(at, id, problem);
    }
    return record.record(chunk.position() + at, chunk.number(), id, chunk.i64(at + 16));
  }

  private void damage(int at, @Nullable Long id, String problem) {
    pending.add(new EvtxDamage(file, chunk.position() + at, chunk.number(), id, problem));
  }
}
