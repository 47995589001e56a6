package dev.ring3.collector.etl;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trace file says about itself (TRACE_LOGFILE_HEADER).
 *
 * @param bufferSize bytes of a buffer
 * @param build Windows build that wrote it
 * @param processors of the host
 * @param logFileMode bits (EVENT_TRACE_FILE_MODE_*)
 * @param buffersWritten buffers of the file; 0 if the session never closed it
 * @param pointerSize bytes of a pointer on the host
 * @param eventsLost records that found no room in a buffer
 * @param cpuMegahertz frequency of the processors
 * @param bootTime in 100 ns since 1601-01-01 UTC
 * @param performanceFrequency ticks of the performance counter in a second
 * @param startTime in 100 ns since 1601-01-01 UTC
 * @param clock which clock gave the records' times: 1 performance counter, 2 system time, 3
 *     processor cycles
 * @param buffersLost buffers that could not be written
 * @param sessionName of the session, null if the file does not say it
 */
public record EtlHeader(
    long bufferSize,
    long build,
    long processors,
    int logFileMode,
    long buffersWritten,
    long pointerSize,
    long eventsLost,
    long cpuMegahertz,
    long bootTime,
    long performanceFrequency,
    long startTime,
    int clock,
    long buffersLost,
    @Nullable String sessionName) {

  /** Compressed: bit of {@link #logFileMode}. */
  static final int MODE_COMPRESSED = 0x0400_0000;

  /** The newest buffers replace the oldest: bit of {@link #logFileMode}. */
  static final int MODE_CIRCULAR = 0x2;

  private static final int TIME_ZONE = 56;
  private static final int TIME_ZONE_SIZE = 172;

  public EtlHeader {
    if (clock != 0) {
      Objects.checkIndex(clock, 4);
    }
  }

  /**
   * Reads it from the data of a file's first record.
   *
   * @param recordPointerSize that record's; its two unused pointers have that size
   */
  static Optional<EtlHeader> of(byte[] data, int recordPointerSize) {
    int bootTime = (TIME_ZONE + 2 * recordPointerSize + TIME_ZONE_SIZE + 7) & -8;
    if (data.length < bootTime + 32) {
      return Optional.empty();
    }
    int names = bootTime + 32;
    String session = Bytes.text(data, names, data.length);
    int clock = Bytes.i32(data, bootTime + 24);
    return Optional.of(
        new EtlHeader(
            Bytes.u32(data, 0),
            Bytes.u32(data, 8),
            Bytes.u32(data, 12),
            Bytes.i32(data, 32),
            Bytes.u32(data, 36),
            Bytes.u32(data, 44),
            Bytes.u32(data, 48),
            Bytes.u32(data, 52),
            Bytes.i64(data, bootTime),
            Bytes.i64(data, bootTime + 8),
            Bytes.i64(data, bootTime + 16),
            clock >= 1 && clock <= 3 ? clock : 1,
            Bytes.u32(data, bootTime + 28),
            session.isEmpty() ? null : session));
  }

  boolean isCompressed() {
    return (logFileMode & MODE_COMPRESSED) != 0;
  }

  boolean isCircular() {
    return (logFileMode & MODE_CIRCULAR) != 0;
  }
}
