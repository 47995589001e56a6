package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * Writes the script of the ETW that the test library stands on ({@code scripted_etw.h}): which
 * records come, and what fails.
 */
public final class ScriptedEtw {
  private ScriptedEtw() {}

  /**
   * Loads the library of the name that {@code ring3.bridge.library} says; skips the test where
   * there is none.
   */
  public static void load() {
    String folder = System.getProperty("ring3.bridge");
    Assumptions.assumeTrue(folder != null, "ring3.bridge names no folder with the test library");
    String name = System.getProperty("ring3.bridge.library", "ring3_etw_scripted.dll");
    Path library = Path.of(String.valueOf(folder), name).toAbsolutePath();
    Assumptions.assumeTrue(Files.isRegularFile(library), library + " is not built");
    for (String before : System.getProperty("ring3.bridge.before", "").split(",", -1)) {
      if (!before.isEmpty()) {
        System.load(library.resolveSibling(before).toString());
      }
    }
    System.load(library.toString());
  }

  /** Forgets all that was scripted, and ends all sessions. */
  public static native void reset();

  /** The call of that name fails with the code from now on; with 0 it works again. */
  public static native void refuse(String call, int code);

  static native void refuseProvider(byte[] guid, int code);

  /** Enabling the provider fails with the code from now on. */
  public static void refuse(UUID provider, int code) {
    refuseProvider(bytes(provider), code);
  }

  /** The session gets the record so many times, if its providers let it in. */
  public static native void deliver(String session, byte[] frame, long times);

  /** What the record's provider tells when it is asked for what is there already. */
  public static native void rundown(byte[] frame);

  /** What the system knows of the layout of the record's kind. */
  public static native void eventInformation(byte[] frame, byte[] block);

  static native void mapInformation(byte[] provider, String name, byte[] block);

  /** What the system knows of the provider's map. */
  public static void map(UUID provider, String name, byte[] block) {
    mapInformation(bytes(provider), name, block);
  }

  /** The system loses so much of the session. */
  public static native void lose(String session, long events, long realTimeBuffers);

  /** Somebody else stops the session; returns an error code or 0. */
  public static native int stopByOthers(String session);

  /** Somebody else starts a session; returns an error code or 0. */
  public static native int startByOthers(String session);

  /** How many sessions run. */
  public static native int sessions();

  /** Blocks of memory that the library has allocated and not freed. */
  public static native long allocations();

  /** How the session was started, as text. */
  public static native String describe(String session);

  private static byte[] bytes(UUID guid) {
    ByteBuffer bytes = ByteBuffer.allocate(Guids.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    Guids.write(bytes, guid);
    return bytes.array();
  }
}
