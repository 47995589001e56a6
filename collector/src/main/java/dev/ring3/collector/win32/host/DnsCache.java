package dev.ring3.collector.win32.host;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.ring3.collector.win32.WindowsCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that the resolver of Windows remembers. Safe for any thread. */
public final class DnsCache {
  /** Layout of DNS_CACHE_ENTRY for 64 bits, as it is known by observation. */
  private static final int NAME = 8;

  private static final int TYPE = 16;

  /** DnsFreeFlat. */
  private static final int FLAT = 0;

  private DnsCache() {}

  /**
   * A question that was answered.
   *
   * @param type number of the kind of record, such as 1 for A
   */
  public record Entry(String name, int type) {}

  /** Functions of dnsapi.dll. */
  private static final class Dnsapi {
    static {
      Native.register(Dnsapi.class, "dnsapi");
    }

    private Dnsapi() {}

    static native boolean DnsGetCacheDataTable(PointerByReference first);

    static native void DnsFree(@Nullable Pointer data, int kind);
  }

  /**
   * The entries.
   *
   * @param most where to end
   * @throws IOException if Windows does not tell them
   */
  public static List<Entry> entries(int most) throws IOException {
    PointerByReference first = new PointerByReference();
    if (!Dnsapi.DnsGetCacheDataTable(first)) {
      throw new WindowsCallException(
          "DnsGetCacheDataTable",
          Native.getLastError(),
          "start the service \"DNS Client\" (sc start Dnscache)");
    }
    List<Entry> entries = new ArrayList<>();
    Pointer entry = first.getValue();
    while (entry != null) {
      Pointer next = entry.getPointer(0);
      Pointer name = entry.getPointer(NAME);
      if (name != null && entries.size() < most) {
        entries.add(new Entry(name.getWideString(0), Short.toUnsignedInt(entry.getShort(TYPE))));
      }
      Dnsapi.DnsFree(name, FLAT);
      Dnsapi.DnsFree(entry, FLAT);
      entry = next;
    }
    return entries;
  }
}
