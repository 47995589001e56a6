package dev.ring3.collector.evtx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** Writes event logs for tests: a chunk of records, and files of chunks. */
final class EvtxWriter {
  /** 2024-05-06T07:08:09.0123456Z. */
  static final long WRITTEN = 133_594_528_890_123_456L;

  private final ByteBuffer chunk =
      ByteBuffer.allocate(Chunk.SIZE).order(ByteOrder.LITTLE_ENDIAN).position(Chunk.HEADER_SIZE);
  private final long firstId;
  private long nextId;

  /** A chunk whose records count from that id. */
  EvtxWriter(long firstId) {
    this.firstId = firstId;
    nextId = firstId;
  }

  /** Adds a record; returns where in the chunk it starts. */
  int add(Consumer<BinXmlWriter> content) {
    int at = chunk.position();
    BinXmlWriter xml = new BinXmlWriter(at + 24, false);
    content.accept(xml.header());
    xml.eof();
    int size = (24 + xml.bytes().length + 4 + 7) / 8 * 8;
    chunk.putInt(0x2a2a).putInt(size).putLong(nextId++).putLong(WRITTEN).put(xml.bytes());
    chunk.position(at + size - 4).putInt(size);
    return at;
  }

  /** The chunk with its header and checksums. */
  byte[] chunk() {
    int end = chunk.position();
    byte[] bytes = Arrays.copyOf(chunk.array(), Chunk.SIZE);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put("ElfChnk\0".getBytes(StandardCharsets.US_ASCII));
    header.putLong(firstId).putLong(nextId - 1).putLong(firstId).putLong(nextId - 1);
    header.putInt(128).putInt(0).putInt(end);
    CRC32 data = new CRC32();
    data.update(bytes, Chunk.HEADER_SIZE, end - Chunk.HEADER_SIZE);
    header.putInt((int) data.getValue());
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, 120);
    crc.update(bytes, 128, Chunk.HEADER_SIZE - 128);
    header.putInt(124, (int) crc.getValue());
    return bytes;
  }

  static byte[] file(byte[]... chunks) {
    ByteBuffer header = ByteBuffer.allocate(FileHeader.BLOCK_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    header.put("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
    header.putLong(0).putLong(Math.max(0, chunks.length - 1)).putLong(1);
    header.putInt(128).putShort((short) 1).putShort((short) 3).putShort((short) 4096);
    header.putShort((short) chunks.length);
    CRC32 crc = new CRC32();
    crc.update(header.array(), 0, 120);
    header.putInt(124, (int) crc.getValue());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.array());
    List.of(chunks).forEach(file::writeBytes);
    return file.toByteArray();
  }

  /** A file with one chunk with one record. */
  static byte[] fileOf(Consumer<BinXmlWriter> record) {
    EvtxWriter writer = new EvtxWriter(1);
    writer.add(record);
    return file(writer.chunk());
  }
}
