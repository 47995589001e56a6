package dev.ring3.collector.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of root's privileges, capabilities(7). */
public enum Capability {
  /** Opens files by their handles, among others. */
  DAC_READ_SEARCH(2);

  private static final Path STATUS = Path.of("/proc/self/status");

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /** Whether this process has it now. */
  public boolean isEffective() {
    try {
      return Files.readString(STATUS)
          .lines()
          .filter(line -> line.startsWith("CapEff:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(mask -> (mask >>> bit & 1) != 0);
    } catch (IOException e) {
      return false;
    }
  }
}
