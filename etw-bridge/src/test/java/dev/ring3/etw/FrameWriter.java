package dev.ring3.etw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Writes a record as the frame that {@code wire.h} describes: the script of a test. */
public final class FrameWriter {
  private final ByteBuffer header = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteArrayOutputStream items = new ByteArrayOutputStream();
  private int itemCount;
  private byte[] data = new byte[0];

  public FrameWriter(UUID provider, int id, int version) {
    header.putShort(4, (short) 0x40);
    header.position(24);
    Guids.write(header, provider);
    header.putShort(40, (short) id).put(42, (byte) version);
  }

  /** A classic event, of that type. */
  public FrameWriter classic(int type) {
    header.putShort(4, (short) 0x140).put(45, (byte) type);
    return this;
  }

  public FrameWriter level(int level) {
    header.put(44, (byte) level);
    return this;
  }

  public FrameWriter keywords(long keywords) {
    header.putLong(48, keywords);
    return this;
  }

  /**
   * @param time in 100 ns since 1601-01-01 UTC
   */
  public FrameWriter from(int process, int thread, long time) {
    header.putInt(8, thread).putInt(12, process).putLong(16, time);
    return this;
  }

  public FrameWriter item(int type, byte[] bytes) {
    ByteBuffer item =
        ByteBuffer.allocate(4 + (bytes.length + 3) / 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
    item.putShort((short) type).putShort((short) bytes.length).put(bytes);
    items.writeBytes(item.array());
    itemCount++;
    return this;
  }

  public FrameWriter data(byte[] bytes) {
    data = bytes.clone();
    return this;
  }

  public byte[] frame() {
    int size = (96 + items.size() + data.length + 7) / 8 * 8;
    ByteBuffer frame = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(size).putShort((short) 1).putShort((short) itemCount).putInt(data.length);
    frame.putInt(0).put(header.array()).put(items.toByteArray()).put(data);
    return frame.array();
  }
}
