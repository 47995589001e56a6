package dev.ring3.collector.win32.host;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which events Windows logs for security. Safe for any thread. */
public final class AuditPolicy {
  /** Bytes of a GUID, and of AUDIT_POLICY_INFORMATION. */
  private static final int GUID = 16;

  private static final int INFORMATION = 36;

  private AuditPolicy() {}

  /** Functions of advapi32.dll. */
  private static final class Advapi {
    static {
      Native.register(Advapi.class, "advapi32");
    }

    private Advapi() {}

    static native boolean AuditQuerySystemPolicy(
        Pointer subcategories, int count, PointerByReference policy);

    static native void AuditFree(Pointer buffer);
  }

  /**
   * What is logged of each subcategory: 1 for success, 2 for failure, as bits.
   *
   * @throws IOException if this user may not ask, or this Windows does not tell
   */
  public static Map<UUID, Integer> of(List<UUID> subcategories) throws IOException {
    try {
      return ask(subcategories);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw new IOException("this Windows has no audit policy that a program can ask for", e);
    }
  }

  private static Map<UUID, Integer> ask(List<UUID> subcategories) throws IOException {
    try (Memory guids = new Memory((long) GUID * subcategories.size())) {
      for (int i = 0; i < subcategories.size(); i++) {
        guids.write((long) GUID * i, bytes(subcategories.get(i)), 0, GUID);
      }
      PointerByReference policy = new PointerByReference();
      if (!Advapi.AuditQuerySystemPolicy(guids, subcategories.size(), policy)) {
        throw new WindowsCallException(
            "AuditQuerySystemPolicy", Native.getLastError(), "run doctor as administrator");
      }
      Map<UUID, Integer> found = new LinkedHashMap<>();
      for (int i = 0; i < subcategories.size(); i++) {
        found.put(subcategories.get(i), policy.getValue().getInt((long) INFORMATION * i + GUID));
      }
      Advapi.AuditFree(policy.getValue());
      return found;
    }
  }

  /** The first three parts are numbers, little-endian. */
  private static byte[] bytes(UUID guid) {
    long high = guid.getMostSignificantBits();
    ByteBuffer bytes = ByteBuffer.allocate(GUID).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
    bytes.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
    return bytes.array();
  }
}
