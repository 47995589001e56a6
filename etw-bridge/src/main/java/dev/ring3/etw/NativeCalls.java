package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The functions of the library, which must have been loaded ({@link NativeLibrary.Found#load}).
 * They check their arguments: a wrong one is an {@link IllegalArgumentException}. All but {@link
 * #await} and {@link #release}, which belong to the one thread that reads, are for any thread.
 */
final class NativeCalls {
  private NativeCalls() {}

  /**
   * Starts a session.
   *
   * @param config as {@link ConfigWriter} writes it
   * @param memory direct, a power of two in size; the library holds on to it until {@link #free}
   * @return the session's handle
   */
  static native long open(byte[] config, ByteBuffer memory) throws EtwException;

  /**
   * Waits for frames.
   *
   * @return where they start in the memory, in the upper 32 bits, and how many bytes they take, in
   *     the lower; -1 if the session ended and all were read
   */
  static native long await(long handle, int milliseconds);

  /** Gives back so many bytes of what {@link #await} told of. */
  static native void release(long handle, int bytes);

  /** Ends the session; what waits in the memory can still be read. */
  static native void stop(long handle);

  /** Stops, and forgets the session. A handle that is not known is left alone. */
  static native void free(long handle);

  /** The values of {@link SessionStatistics}, in its order. */
  static native long[] statistics(long handle) throws EtwException;

  /** GUID and u64 number of records, 24 bytes each. */
  static native byte[] drops(long handle);

  /** GUID, u32 step, u32 code, 24 bytes each. */
  static native byte[] refusals(long handle);

  /** -1, or the code that the session ended with without {@link #stop}; 0 if others stopped it. */
  static native long cut(long handle);

  /** TRACE_EVENT_INFO of a record's kind; no bytes if Windows knows none. */
  static native byte[] eventInformation(long handle, byte[] frame);

  /** EVENT_MAP_INFO of a record's provider; no bytes if Windows knows none. */
  static native byte[] mapInformation(long handle, byte[] frame, String name);

  /** Little-endian, from the bytes that one of these functions gave. */
  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(Objects.requireNonNull(bytes)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
  }
}
