package dev.ring3.webui.service;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How Ring3 is to be installed.
 *
 * @param data the data directory, which becomes its owner's only
 * @param port of the page
 * @param busy whether the host does much, so that speed counts for more than memory
 * @param mostCpu part of all processors that it may take at most, in percent; empty for no limit
 */
public record ServiceSetup(Path data, int port, boolean busy, OptionalInt mostCpu) {
  public ServiceSetup {
    Objects.requireNonNull(data);
    Objects.requireNonNull(mostCpu);
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
    if (mostCpu.isPresent() && (mostCpu.getAsInt() < 1 || mostCpu.getAsInt() > 100)) {
      throw new IllegalArgumentException("a part of the processors is 1 to 100 percent");
    }
  }
}
