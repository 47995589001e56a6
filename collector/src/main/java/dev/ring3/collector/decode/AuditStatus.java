package dev.ring3.collector.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The audit system's settings ({@code struct audit_status} of {@code linux/audit.h}), all unsigned
 * 32-bit numbers.
 *
 * @param enabled 0 off, 1 on, 2 on and locked until the next boot
 * @param failure what the kernel does when it can't write a record: 0 nothing, 1 a log line, 2 halt
 * @param owner pid of the program that takes the records; 0 if there is none
 * @param rateLimit records a second; 0 without limit
 * @param backlogLimit records that may wait for the owner
 * @param lost records that were dropped since boot, or since the counter was last set back
 * @param backlog records that wait
 * @param backlogWait how long a process waits when the backlog is full, in 1/100 s
 */
public record AuditStatus(
    long enabled,
    long failure,
    long owner,
    long rateLimit,
    long backlogLimit,
    long lost,
    long backlog,
    long backlogWait) {
  private static final int SIZE = 44;
  private static final int ENABLED = 0x1;
  private static final int OWNER = 0x4;
  private static final int BACKLOG_LIMIT = 0x10;
  private static final int BACKLOG_WAIT = 0x20;

  /** From the payload of the answer to {@code AUDIT_GET}. */
  public static AuditStatus of(byte[] payload) throws DecodeException {
    NativeBytes in = new NativeBytes(payload, "audit status");
    return new AuditStatus(
        in.u32(4),
        in.u32(8),
        in.u32(12),
        in.u32(16),
        in.u32(20),
        in.u32(24),
        in.u32(28),
        in.u32(36));
  }

  /** Payload of {@code AUDIT_SET} that takes or gives back the ownership. */
  public static byte[] setOwner(long pid) {
    return set(OWNER).putInt(12, (int) pid).array();
  }

  /** Payload of {@code AUDIT_SET} for what Ring3 changes. */
  public static byte[] setLimits(long enabled, long backlogLimit, long backlogWait) {
    return set(ENABLED | BACKLOG_LIMIT | BACKLOG_WAIT)
        .putInt(4, (int) enabled)
        .putInt(20, (int) backlogLimit)
        .putInt(36, (int) backlogWait)
        .array();
  }

  private static ByteBuffer set(int mask) {
    return ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder()).putInt(0, mask);
  }
}
