package dev.ring3.collector.sensor.etw;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a kernel session can tell (EVENT_TRACE_FLAG_* of evntrace.h). */
enum KernelFlag {
  PROCESS(0x1),
  THREAD(0x2),
  IMAGE_LOAD(0x4),
  DISK_IO(0x100),
  DISK_FILE_IO(0x200),
  NETWORK_TCPIP(0x10000),
  REGISTRY(0x20000),
  VAMAP(0x8000),
  DRIVER(0x800000),
  FILE_IO(0x2000000),
  FILE_IO_INIT(0x4000000);

  private final int bit;

  KernelFlag(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  /** By its name in lower case. */
  static Optional<KernelFlag> named(String name) {
    return Arrays.stream(values())
        .filter(flag -> flag.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
