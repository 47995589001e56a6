package dev.ring3.collector.decode;

/**
 * A message of the kernel's proc connector ({@code linux/cn_proc.h}).
 *
 * @param cpu the processor it was written on
 * @param sequence counts the messages of that processor
 * @param monotonic when, by the monotonic clock, in nanoseconds
 * @param change what happened
 */
public record ConnectorMessage(long cpu, long sequence, long monotonic, Change change) {
  private static final int HEADER = 16 + 20;

  /** What happened. Numbers are thread ids and, as {@code process}, those of their processes. */
  public sealed interface Change {}

  /** A thread was made; a process, if {@code thread} and {@code process} are the same. */
  public record Fork(long parentProcess, long thread, long process) implements Change {}

  public record Exec(long process) implements Change {}

  /**
   * A thread ended.
   *
   * @param status as wait(2) gives it
   */
  public record Exit(long thread, long process, int status) implements Change {}

  /** A process is being traced; with {@code tracer} 0 no longer. */
  public record Trace(long process, long tracer) implements Change {}

  /** Something else, by its number. */
  public record Other(int what) implements Change {}

  /** From a whole netlink datagram. */
  public static ConnectorMessage of(byte[] datagram) throws DecodeException {
    NativeBytes in = new NativeBytes(datagram, "proc connector message");
    int what = in.s32(HEADER);
    Change change =
        switch (what) {
          case 0x1 -> new Fork(in.u32(HEADER + 20), in.u32(HEADER + 24), in.u32(HEADER + 28));
          case 0x2 -> new Exec(in.u32(HEADER + 20));
          case 0x100 -> new Trace(in.u32(HEADER + 20), in.u32(HEADER + 28));
          case 0x80000000 ->
              new Exit(in.u32(HEADER + 16), in.u32(HEADER + 20), in.s32(HEADER + 24));
          default -> new Other(what);
        };
    return new ConnectorMessage(in.u32(HEADER + 4), in.u32(24), in.s64(HEADER + 8), change);
  }

  /** The request that makes the kernel send messages. */
  public static byte[] subscription(int pid, boolean listen) {
    return java.nio.ByteBuffer.allocate(40)
        .order(java.nio.ByteOrder.nativeOrder())
        .putInt(40)
        .putShort((short) 3)
        .putShort((short) 0)
        .putInt(0)
        .putInt(pid)
        .putInt(1)
        .putInt(1)
        .putInt(0)
        .putInt(0)
        .putShort((short) 4)
        .putShort((short) 0)
        .putInt(listen ? 1 : 2)
        .array();
  }
}
