package dev.ring3.etw;

import java.io.IOException;
import java.util.Map;

/** Windows refused something. The message names the call, the code and the remedy. */
public final class EtwException extends IOException {
  private static final long serialVersionUID = 1;

  /** What a code of Windows' (winerror.h) means for ETW, and what to do. */
  private record Meaning(String name, String remedy) {}

  private static final Map<Integer, Meaning> MEANINGS =
      Map.of(
          5,
          new Meaning(
              "access denied", "run as administrator or join the group \"Performance Log Users\""),
          8,
          new Meaning("not enough memory", "give the session fewer or smaller buffers"),
          50,
          new Meaning("not supported", "it needs a newer Windows"),
          87,
          new Meaning("wrong parameter", "this Windows does not take the session's settings"),
          120,
          new Meaning("not implemented", "this system has no ETW"),
          183,
          new Meaning("already exists", "end the other Ring3, which holds the session"),
          1168,
          new Meaning("not found", "this Windows has no such provider"),
          1450,
          new Meaning(
              "no more sessions",
              "Windows runs 64 trace sessions at most: end some (logman query -ets)"),
          4200,
          new Meaning("no such provider", "this Windows has no such provider"),
          4201,
          new Meaning("no such session", "somebody stopped the session: start Ring3 again"));

  private final String call;
  private final int code;

  /**
   * @param call the function that failed
   * @param code what it returned, an error code of Windows'
   */
  public EtwException(String call, int code) {
    super(text(call, code));
    this.call = call;
    this.code = code;
  }

  private static String text(String call, int code) {
    Meaning meaning = MEANINGS.get(code);
    return meaning == null
        ? call + " failed (" + Integer.toUnsignedString(code) + "): " + remedy(code)
        : call + " failed (" + code + ", " + meaning.name() + "): " + meaning.remedy();
  }

  /** What to do about an error code. */
  static String remedy(int code) {
    Meaning meaning = MEANINGS.get(code);
    return meaning == null
        ? "look the code up with net helpmsg " + Integer.toUnsignedString(code)
        : meaning.remedy();
  }

  /** The function that failed. */
  public String call() {
    return call;
  }

  /** What it returned. */
  public int code() {
    return code;
  }

  /** What to do, a phrase for people. */
  public String remedy() {
    return remedy(code);
  }
}
