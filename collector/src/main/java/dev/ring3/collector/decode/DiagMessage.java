package dev.ring3.collector.decode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A socket as the kernel's sock_diag describes it ({@code struct inet_diag_msg} of {@code
 * linux/inet_diag.h}, and of its attributes {@code INET_DIAG_INFO} and {@code INET_DIAG_PROTOCOL}).
 *
 * @param state of TCP, by its number in the kernel; 10 listens
 * @param cookie identifies the socket until the next boot
 * @param inode of a socket that a process holds, else 0
 * @param uid its owner
 * @param sent bytes that the other side acknowledged; 0 if the kernel does not say
 * @param received bytes that came
 */
public record DiagMessage(
    boolean v6,
    String localIp,
    int localPort,
    String remoteIp,
    int remotePort,
    int state,
    long cookie,
    long inode,
    long uid,
    int protocol,
    long sent,
    long received) {
  private static final int HEADER = 16;
  private static final int FIXED = 72;
  private static final int TCP_INFO = 2;
  private static final int PROTOCOL = 10;
  private static final int ACKNOWLEDGED_AT = 120;
  private static final int RECEIVED_AT = 128;
  private static final int TCP = 6;
  private static final int BY_FAMILY = 20;
  private static final int DUMP = 0x301;

  /** The request for all TCP sockets of a family (2 or 10) in the states that the bits name. */
  public static byte[] request(int family, int states) {
    byte[] what =
        ByteBuffer.allocate(56)
            .order(ByteOrder.nativeOrder())
            .put(0, (byte) family)
            .put(1, (byte) TCP)
            .putInt(4, states)
            .array();
    return NetlinkMessage.request(BY_FAMILY, DUMP, 1, what);
  }

  /** The sockets in one datagram of an answer; empty if it says that there are no more. */
  public static Optional<List<DiagMessage>> answer(byte[] datagram) throws DecodeException {
    NativeBytes in = new NativeBytes(datagram, "sock_diag answer");
    List<DiagMessage> sockets = new ArrayList<>();
    int at = 0;
    while (at < datagram.length) {
      int length = in.s32(at);
      if (length < HEADER || length > datagram.length - at) {
        throw new DecodeException("sock_diag answer at " + at + ": length " + length);
      }
      int type = in.u16(at + 4);
      if (type == NetlinkMessage.DONE) {
        return Optional.empty();
      }
      if (type == NetlinkMessage.ERROR) {
        throw new DecodeException("sock_diag refuses: error " + -in.s32(at + HEADER));
      }
      sockets.add(of(in.bytes(at, length)));
      at += (length + 3) & ~3;
    }
    return Optional.of(sockets);
  }

  /** From a whole datagram. */
  public static DiagMessage of(byte[] datagram) throws DecodeException {
    NativeBytes in = new NativeBytes(datagram, "sock_diag message");
    boolean v6 = in.u8(HEADER) == 10;
    int length = v6 ? 16 : 4;
    int protocol = TCP;
    long sent = 0;
    long received = 0;
    int at = HEADER + FIXED;
    while (at + 4 <= datagram.length) {
      int size = in.u16(at);
      int type = in.u16(at + 2) & 0x3fff;
      if (size < 4) {
        throw new DecodeException("sock_diag attribute at " + at + ": length " + size);
      }
      if (type == TCP_INFO && size >= 4 + RECEIVED_AT + 8) {
        sent = in.s64(at + 4 + ACKNOWLEDGED_AT);
        received = in.s64(at + 4 + RECEIVED_AT);
      } else if (type == PROTOCOL && size > 4) {
        protocol = in.u8(at + 4);
      }
      at += (size + 3) & ~3;
    }
    return new DiagMessage(
        v6,
        address(in, HEADER + 8, length),
        in.port(HEADER + 4),
        address(in, HEADER + 24, length),
        in.port(HEADER + 6),
        in.u8(HEADER + 1),
        in.s64(HEADER + 44),
        in.u32(HEADER + 68),
        in.u32(HEADER + 64),
        protocol,
        sent,
        received);
  }

  private static String address(NativeBytes in, int at, int length) throws DecodeException {
    try {
      return InetAddress.getByAddress(in.bytes(at, length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new DecodeException("an address of " + length + " bytes");
    }
  }
}
