package dev.ring3.collector.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Programs in classic BPF ({@code linux/filter.h}) that let packets through, seen from their IP
 * header.
 */
public final class PacketFilter {
  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_HALF = 0x28;
  private static final int LOAD_HALF_AT_X = 0x48;
  private static final int LOAD_HEADER_LENGTH = 0xb1;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;
  private static final int ALL = 0x40000;

  private PacketFilter() {}

  /** UDP to or from port 53, IPv4 that is no later fragment, and IPv6 without extensions. */
  public static byte[] dns() {
    int[][] program = {
      {LOAD_BYTE, 0, 0, 0},
      {AND, 0, 0, 0xf0},
      {JUMP_IF_EQUAL, 0, 9, 0x40},
      {LOAD_BYTE, 0, 0, 9},
      {JUMP_IF_EQUAL, 0, 15, 17},
      {LOAD_HALF, 0, 0, 6},
      {JUMP_IF_ANY_BIT, 13, 0, 0x1fff},
      {LOAD_HEADER_LENGTH, 0, 0, 0},
      {LOAD_HALF_AT_X, 0, 0, 0},
      {JUMP_IF_EQUAL, 9, 0, 53},
      {LOAD_HALF_AT_X, 0, 0, 2},
      {JUMP_IF_EQUAL, 7, 8, 53},
      {JUMP_IF_EQUAL, 0, 7, 0x60},
      {LOAD_BYTE, 0, 0, 6},
      {JUMP_IF_EQUAL, 0, 5, 17},
      {LOAD_HALF, 0, 0, 40},
      {JUMP_IF_EQUAL, 2, 0, 53},
      {LOAD_HALF, 0, 0, 42},
      {JUMP_IF_EQUAL, 0, 1, 53},
      {RETURN, 0, 0, ALL},
      {RETURN, 0, 0, 0},
    };
    ByteBuffer out = ByteBuffer.allocate(program.length * 8).order(ByteOrder.nativeOrder());
    for (int[] i : program) {
      out.putShort((short) i[0]).put((byte) i[1]).put((byte) i[2]).putInt(i[3]);
    }
    return out.array();
  }
}
