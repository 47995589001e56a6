package dev.ring3.collector.win32.log;

import java.io.IOException;

/** An event log that Windows does not give. The message names the call, the log and a remedy. */
public final class EventLogException extends IOException {
  private static final long serialVersionUID = 1;

  private static final int NOT_FOUND = 15_007;
  private static final int DENIED = 5;

  /** RPC_S_INVALID_BOUND. */
  private static final int TOO_LARGE = 1734;

  private final int code;

  EventLogException(String call, String channel, int code) {
    super(call + " of " + channel + " failed (" + code + "): " + remedy(code));
    this.code = code;
  }

  /** Whether this Windows has no such log. */
  public boolean isAbsent() {
    return code == NOT_FOUND;
  }

  /** Whether the records that were asked for at once are too many bytes. */
  public boolean isTooLarge() {
    return code == TOO_LARGE;
  }

  /** Codes of winerror.h. */
  private static String remedy(int code) {
    return switch (code) {
      case 0, 50, 120 -> "this Windows has no event logs that programs can read";
      case DENIED ->
          "run as administrator, or join the group \"Event Log Readers\" and log on again";
      case NOT_FOUND -> "there is no such log here";
      case 1722, 1726, 1717 -> "start the service \"Windows Event Log\" (sc start EventLog)";
      case TOO_LARGE -> "fewer records are asked for at once";
      case 15_001 -> "this Windows does not understand the question";
      default -> "look whether the service \"Windows Event Log\" runs (sc query EventLog)";
    };
  }
}
