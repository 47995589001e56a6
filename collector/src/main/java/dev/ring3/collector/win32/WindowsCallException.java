package dev.ring3.collector.win32;

import java.io.IOException;

/** A call of the Windows API that failed. The message names the call, its code, and a remedy. */
public final class WindowsCallException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param code an error of Win32, or an NTSTATUS
   * @param remedy what to do so that it works
   */
  public WindowsCallException(String call, int code, String remedy) {
    super(
        call
            + " failed ("
            + (code < 0 ? "0x" + Integer.toHexString(code) : Integer.toString(code))
            + "): "
            + remedy);
  }
}
