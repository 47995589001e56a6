package dev.ring3.collector.etl;

import java.util.Arrays;

/** Expands plain LZ77 (MS-XCA, section 2.4), the "Xpress" format of compressed traces. */
final class XpressLz77 {
  private final byte[] in;
  private final byte[] out;
  private int read;
  private final int end;
  private int written;
  private int halfByteAt = -1;

  private XpressLz77(byte[] in, int from, int end, int size) {
    this.in = in;
    this.read = from;
    this.end = end;
    this.out = new byte[size];
  }

  /**
   * Expands {@code in[from, end)}.
   *
   * @param size how many bytes it must give; input beyond that is not read
   * @return those bytes, or fewer where the input breaks off or refers to what is not there
   */
  static byte[] expand(byte[] in, int from, int end, int size) {
    XpressLz77 run = new XpressLz77(in, from, end, size);
    run.run();
    return run.written == size ? run.out : Arrays.copyOf(run.out, run.written);
  }

  private void run() {
    while (written < out.length && read + 4 <= end) {
      int flags = Bytes.i32(in, read);
      read += 4;
      for (int bit = 0; bit < 32 && written < out.length; bit++, flags <<= 1) {
        boolean done = flags < 0 ? !match() : !literal();
        if (done) {
          return;
        }
      }
    }
  }

  private boolean literal() {
    if (read == end) {
      return false;
    }
    out[written++] = in[read++];
    return true;
  }

  /** Copies what a match refers to; false if the input ends or refers to before the output. */
  private boolean match() {
    if (read + 2 > end) {
      return false;
    }
    int match = Bytes.u16(in, read);
    read += 2;
    int distance = (match >>> 3) + 1;
    long length = match & 7;
    if (length == 7) {
      length = longLength();
    }
    if (length < 0 || distance > written) {
      return false;
    }
    int stop = (int) Math.min(out.length, written + length + 3);
    while (written < stop) {
      out[written] = out[written - distance];
      written++;
    }
    return true;
  }

  /** The length of a match from 7 on, less 3; negative if the input ends. */
  private long longLength() {
    int half;
    if (halfByteAt < 0) {
      if (read == end) {
        return -1;
      }
      halfByteAt = read;
      half = in[read++] & 15;
    } else {
      half = Bytes.u8(in, halfByteAt) >>> 4;
      halfByteAt = -1;
    }
    if (half < 15) {
      return half + 7L;
    }
    if (read == end) {
      return -1;
    }
    int one = Bytes.u8(in, read++);
    if (one < 255) {
      return one + 15L + 7;
    }
    if (read + 2 > end) {
      return -1;
    }
    int two = Bytes.u16(in, read);
    read += 2;
    if (two != 0) {
      return two;
    }
    if (read + 4 > end) {
      return -1;
    }
    long four = Bytes.u32(in, read);
    read += 4;
    return four;
  }
}
