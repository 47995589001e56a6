package dev.ring3.webui.live;

import java.util.List;
import java.util.Objects;

/**
 * Where alerts go besides the index.
 *
 * @param addresses as {@link dev.ring3.search.forward.AlertOutput#open} takes them
 * @param version of Ring3
 */
public record Outputs(List<String> addresses, String version) {
  /** Nowhere. */
  public static final Outputs NONE = new Outputs(List.of(), "");

  public Outputs {
    addresses = List.copyOf(addresses);
    Objects.requireNonNull(version);
  }
}
