package dev.ring3.collector.enrich.etw;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which module an address of a process is in. At most {@link #MAX_PROCESSES} processes with {@link
 * #MAX_MODULES} modules each; what comes beyond is not known.
 */
final class Modules {
  static final int MAX_PROCESSES = 4096;
  static final int MAX_MODULES = 1024;

  private static final long SYSTEM = 4;

  private record Module(long size, String name) {}

  private final Recent<Long, TreeMap<Long, Module>> byProcess = new Recent<>(MAX_PROCESSES);

  void loaded(long process, long base, long size, String path) {
    TreeMap<Long, Module> modules =
        byProcess.computeIfAbsent(
            process == 0 ? SYSTEM : process, p -> new TreeMap<>(Long::compareUnsigned));
    if (modules.size() < MAX_MODULES || modules.containsKey(base)) {
      modules.put(base, new Module(size, path.substring(path.lastIndexOf('\\') + 1)));
    }
  }

  /** {@code ntdll.dll+0x1234}, or the address where no module is known. */
  String frame(long process, long address) {
    for (long owner : new long[] {process, SYSTEM}) {
      TreeMap<Long, Module> modules = byProcess.get(owner);
      Map.Entry<Long, Module> below = modules == null ? null : modules.floorEntry(address);
      if (below != null
          && Long.compareUnsigned(address - below.getKey(), below.getValue().size()) < 0) {
        return below.getValue().name() + "+0x" + Long.toHexString(address - below.getKey());
      }
    }
    return "0x" + Long.toHexString(address);
  }
}
