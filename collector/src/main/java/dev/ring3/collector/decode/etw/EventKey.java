package dev.ring3.collector.decode.etw;

import dev.ring3.etw.EtwHeader;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which layout is meant.
 *
 * @param provider GUID; of a classic event, of its class
 * @param id of the event; of a classic event, its type
 * @param version of the layout
 */
public record EventKey(UUID provider, int id, int version) {
  public EventKey {
    Objects.requireNonNull(provider);
  }

  /** The key of a record. */
  public static EventKey of(EtwHeader header) {
    return new EventKey(header.provider(), header.id(), header.version());
  }

  @Override
  public int hashCode() {
    return (int) (provider.getMostSignificantBits() >>> 32) * 31 + id * 257 + version;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventKey(UUID p, int i, int v)
        && i == id
        && v == version
        && p.equals(provider);
  }
}
