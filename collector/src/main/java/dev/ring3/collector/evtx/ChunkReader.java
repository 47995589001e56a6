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
    position = Chunk.HEADER_SIZE;
    lastId = -1;
    end = chunk.length();
    soundHeader = false;
    if (chunk.length() < Chunk.SIZE) {
      damage(0, null, "a chunk needs " + Chunk.SIZE + " bytes, the file has " + chunk.length());
    }
    if (!chunk.hasMagic()) {
      damage(
          0,
          null,
          "a chunk needs to start with ElfChnk, has "
              + HexFormat.of().formatHex(chunk.bytes(), 0, 8));
    } else if (chunk.length() > Chunk.HEADER_SIZE) {
      checkHeader();
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
        skip();
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
        && lastId != -1
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

  private void skip() {
    int from = position;
    position += ALIGNMENT;
    while (position < end && recordSize(position) == 0) {
      position += ALIGNMENT;
    }
    boolean found = position < end;
    position = Math.min(position, end);
    boolean unused = !soundHeader && chunk.isZero(from, end);
    if (!unused) {
      damage(
          from,
          null,
          what(from)
              + (found
                  ? "; the next one starts " + (position - from) + " bytes later"
                  : "; no other one in the last " + (end - from) + " bytes of the chunk"));
    }
  }

  /** Why no record starts there. */
  private String what(int at) {
    int left = chunk.length() - at;
    if (left < MIN_SIZE) {
      return "a record needs " + MIN_SIZE + " bytes, has " + left;
    }
    if (chunk.i32(at) != MAGIC) {
      return "a record needs to start with 2a2a0000, has "
          + HexFormat.of().formatHex(chunk.bytes(), at, at + 4);
    }
    long size = chunk.u32(at + 4);
    if (size < MIN_SIZE || size > left) {
      return "a record's size needs to be between " + MIN_SIZE + " and " + left + ", is " + size;
    }
    long copy = chunk.u32(at + (int) size - SIZE_COPY);
    return "the size at a record's end needs to be " + size + ", is " + copy;
  }

  private @Nullable EvtxItem read(int at, int size) {
    long id = chunk.i64(at + 8);
    lastId = id;
    record.clear();
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
