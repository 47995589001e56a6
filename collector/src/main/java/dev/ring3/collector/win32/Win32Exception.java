package dev.ring3.collector.win32;

import java.io.IOException;

/**
 * A call of the Windows API that failed: names the call, the code and, where there is one, the
 * remedy.
 */
public final class Win32Exception extends IOException {
  private static final long serialVersionUID = 1;

  private final int code;

  /**
   * @param call the function, and what it was asked about
   * @param code of GetLastError, or an NTSTATUS (negative)
   */
  Win32Exception(String call, int code) {
    super(call + " failed (" + number(code) + words(code) + ")");
    this.code = code;
  }

  public int code() {
    return code;
  }

  private static String number(int code) {
    return code < 0 ? "0x" + Integer.toHexString(code) : Integer.toString(code);
  }

  private static String words(int code) {
    return switch (code) {
      case 5, 0xC000_0022 ->
          ", access denied: run as administrator; protected processes stay closed";
      case 6 -> ", no such handle";
      case 87 -> ", no such process, or an invalid argument";
      case 112 -> ", the disk is full";
      case 299 -> ", only a part could be read";
      case 0xC000_0002 -> ", not in this Windows";
      case 0xC000_010A -> ", the process is ending";
      default -> "";
    };
  }
}
