package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A trace session of ours. Whoever opens it closes it.
 *
 * <p>{@link #drain} belongs to one thread, and {@link #close} comes after its last call; the rest
 * is for any thread. Records wait in a ring of direct memory, whose size the configuration says;
 * what finds it full is counted in {@link #losses}.
 */
public final class EtwSession implements AutoCloseable {
  /** So much is read before its room is given back. */
  private static final int TURN = 64 << 10;

  private static final int PADDING = 0;

  private final SessionConfig config;
  private final ByteBuffer ring;
  private final long handle;
  private volatile boolean ended;
  private volatile long malformed;

  private EtwSession(SessionConfig config, ByteBuffer ring, long handle) {
    this.config = config;
    this.ring = ring;
    this.handle = handle;
  }

  /**
   * Starts a session. One of its name that is there already, from a Ring3 that was ended hard, is
   * ended first; no other session is touched. The library must have been loaded ({@link
   * NativeLibrary.Found#load}).
   *
   * @throws EtwException if there can be no session; providers that were refused are {@link
   *     #refusals}
   */
  public static EtwSession open(SessionConfig config) throws EtwException {
    ByteBuffer ring = ByteBuffer.allocateDirect(config.ringBytes()).order(ByteOrder.LITTLE_ENDIAN);
    return new EtwSession(config, ring, NativeCalls.open(ConfigWriter.write(config), ring));
  }

  /** What it was opened with. */
  public SessionConfig config() {
    return config;
  }

  /**
   * Hands over the records that came, each as a frame for {@link WireReader}, copied; waits for
   * them if there are none.
   *
   * @param wait how long at most, in milliseconds
   * @return how many were handed over
   */
  public int drain(Duration wait, Consumer<byte[]> frames) {
    long batch = NativeCalls.await(handle, (int) Math.min(wait.toMillis(), Integer.MAX_VALUE));
    if (batch == -1) {
      ended = true;
      return 0;
    }
    int count = 0;
    int unreleased = 0;
    int at = (int) (batch >>> 32);
    int end = at + (int) batch;
    try {
      while (at < end) {
        int size = frameSize(at, end);
        if (ring.getShort(at + 4) != PADDING) {
          byte[] frame = new byte[size];
          ring.get(at, frame);
          frames.accept(frame);
          count++;
        }
        at += size;
        unreleased += size;
        if (unreleased >= TURN) {
          NativeCalls.release(handle, unreleased);
          unreleased = 0;
        }
      }
    } finally {
      NativeCalls.release(handle, unreleased);
    }
    return count;
  }

  /** A frame that cannot be one costs the rest of the batch, which is counted as one. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
  private int frameSize(int at, int end) {
    int size = ring.getInt(at);
    if (size < 8 || size % 8 != 0 || size > end - at) {
      malformed++;
      ring.putShort(at + 4, (short) PADDING);
      return end - at;
    }
    return size;
  }

  /** Whether the session ended and all its records were handed over. */
  public boolean ended() {
    return ended;
  }

  /** Why it ended without {@link #stop}, as a phrase; empty while it runs or if we stopped it. */
  public Optional<String> cut() {
    long code = NativeCalls.cut(handle);
    if (code < 0) {
      return Optional.empty();
    }
    return Optional.of(
        code == 0
            ? "somebody stopped it"
            : String.valueOf(new EtwException("ProcessTrace", (int) code).getMessage()));
  }

  /**
   * How it fares, as Windows counts.
   *
   * @throws EtwException if Windows does not say
   */
  public SessionStatistics statistics() throws EtwException {
    return SessionStatistics.of(NativeCalls.statistics(handle));
  }

  /** What found the ring full, by provider, since the start. */
  public List<ProviderLoss> losses() {
    return ProviderLoss.all(NativeCalls.littleEndian(NativeCalls.drops(handle)));
  }

  /** Places in the ring where there was no frame, since the start. */
  public long malformed() {
    return malformed;
  }

  /** Which providers, or parts of them, Windows refused to this session. */
  public List<Refusal> refusals() {
    return Refusal.all(NativeCalls.littleEndian(NativeCalls.refusals(handle)));
  }

  /**
   * How the data of a record's kind are laid out: the block that TdhGetEventInformation gives
   * (TRACE_EVENT_INFO).
   *
   * @param frame of the record
   */
  public Optional<byte[]> eventInformation(byte[] frame) {
    return some(NativeCalls.eventInformation(handle, frame));
  }

  /**
   * Words for the numbers of a field: the block that TdhGetEventMapInformation gives
   * (EVENT_MAP_INFO).
   *
   * @param frame of a record of the provider
   * @param name of the map, as the event's information has it
   */
  public Optional<byte[]> mapInformation(byte[] frame, String name) {
    return some(NativeCalls.mapInformation(handle, frame, name));
  }

  private static Optional<byte[]> some(byte[] bytes) {
    return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
  }

  /** Ends the session. What waits in the ring can still be drained. */
  public void stop() {
    NativeCalls.stop(handle);
  }

  /** Ends the session and gives its memory back. A second call does nothing. */
  @Override
  public void close() {
    NativeCalls.free(handle);
  }
}
