package dev.ring3.collector.etl;

import dev.ring3.collector.decode.etw.DataWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.UUID;

/** Writes trace files by hand: buffers of {@link #BUFFER} bytes, one clock tick is 100 ns. */
public final class EtlWriter {
  static final int BUFFER = 1024;

  /** FILETIME of the first record; the session's clock starts at 1000 then. */
  static final long START = 133_000_000_000_000_000L;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int sequence;

  /** A writer of a file that says it has so many buffers, and lost so many records. */
  public static EtlWriter of(int buffers, int lost) {
    EtlWriter writer = new EtlWriter();
    DataWriter data = new DataWriter();
    data.u32(BUFFER).u32(0x0501000a).u32(19045).u32(2).u64(START).u32(0).u32(0).u32(0);
    data.u32(buffers).u32(1).u32(8).u32(lost).u32(2000).u64(0).u64(0);
    byte[] beforeTimes = Arrays.copyOf(data.bytes(), 248);
    byte[] times =
        new DataWriter().u64(START).u64(10_000_000).u64(START).u32(1).u32(0).utf16("own").bytes();
    byte[] whole = Arrays.copyOf(beforeTimes, beforeTimes.length + times.length);
    System.arraycopy(times, 0, whole, beforeTimes.length, times.length);
    return writer.buffer(0, system(0, 1000, whole));
  }

  /** A record of the kernel's own: group and type in {@code hook}. */
  public static byte[] system(int hook, long clock, byte[] data) {
    DataWriter record = new DataWriter();
    record.u16(2).u16(0xc002).u16(32 + data.length).u16(hook).u32(11).u32(22).u64(clock).u64(0);
    return join(record.bytes(), data);
  }

  /** A manifest event. */
  public static byte[] event(UUID provider, int id, int version, long clock, byte[] data) {
    DataWriter record = new DataWriter();
    record.u16(80 + data.length).u16(0xc013).u16(0x40).u16(0).u32(11).u32(22).u64(clock);
    record.u32(provider.getMostSignificantBits() >>> 32);
    record.u16(provider.getMostSignificantBits() >>> 16).u16(provider.getMostSignificantBits());
    record.u64(Long.reverseBytes(provider.getLeastSignificantBits()));
    record.u16(id).u8(version).u8(0).u8(4).u8(0).u16(0).u64(0).u64(0).u64(0).u64(0);
    return join(record.bytes(), data);
  }

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] whole = Arrays.copyOf(head, (head.length + tail.length + 7) & -8);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }

  /** A classic event under the GUID of its class. */
  public static byte[] classic(UUID provider, int type, int version, long clock, byte[] data) {
    byte[] record = event(provider, 0, version, clock, data);
    record[4] = 0x40;
    record[5] = 1; // EVENT_HEADER_FLAG_CLASSIC_HEADER
    record[45] = (byte) type;
    return record;
  }

  /** Adds a buffer of a processor. */
  public EtlWriter buffer(int processor, byte[]... records) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] record : records) {
      content.writeBytes(record);
    }
    int used = 72 + content.size();
    DataWriter header = new DataWriter();
    header.u32(BUFFER).u32(used).u32(used).u32(0).u64(0).u64(sequence++).u64(0);
    header.u8(processor).u8(8).u16(1).u32(2).u32(used).u16(0).u16(0).u64(0).u64(0);
    byte[] buffer = Arrays.copyOf(header.bytes(), BUFFER);
    Arrays.fill(buffer, 72, BUFFER, (byte) 0xff);
    System.arraycopy(content.toByteArray(), 0, buffer, 72, content.size());
    file.writeBytes(buffer);
    return this;
  }

  public byte[] bytes() {
    return file.toByteArray();
  }
}
