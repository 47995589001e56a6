package dev.ring3.collector.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A netlink message ({@code struct nlmsghdr}): type, and what it carries.
 *
 * @param type by its protocol; 2 is an error or acknowledgement, 3 the end of a list
 * @param sequence the number of the request that it answers
 * @param payload what follows the header
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record NetlinkMessage(int type, long sequence, byte[] payload) {
  public static final int ERROR = 2;
  public static final int DONE = 3;
  private static final int HEADER = 16;

  /**
   * A datagram that holds one message. The length in its header is not looked at: the audit system
   * counts without the header.
   */
  public static NetlinkMessage whole(byte[] datagram) throws DecodeException {
    NativeBytes in = new NativeBytes(datagram, "netlink message");
    return new NetlinkMessage(in.u16(4), in.u32(8), in.bytes(HEADER, datagram.length - HEADER));
  }

  /** A request as bytes. */
  public static byte[] request(int type, int flags, int sequence, byte[] payload) {
    return ByteBuffer.allocate(HEADER + payload.length)
        .order(ByteOrder.nativeOrder())
        .putInt(HEADER + payload.length)
        .putShort((short) type)
        .putShort((short) flags)
        .putInt(sequence)
        .putInt(0)
        .put(payload)
        .array();
  }

  /** The error number that a message of type {@link #ERROR} carries; 0 is an acknowledgement. */
  public int errno() throws DecodeException {
    return -new NativeBytes(payload, "netlink error").s32(0);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof NetlinkMessage m
        && type == m.type
        && sequence == m.sequence
        && Arrays.equals(payload, m.payload);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(payload) + type;
  }
}
