package dev.ring3.etw;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a provider lost because the ring was full.
 *
 * @param provider GUID; the zero GUID for all beyond the first 128
 * @param records since the session's start
 */
public record ProviderLoss(UUID provider, long records) {
  private static final int SIZE = Guids.SIZE + 8;

  public ProviderLoss {
    Objects.requireNonNull(provider);
  }

  static List<ProviderLoss> all(ByteBuffer bytes) {
    List<ProviderLoss> all = new ArrayList<>();
    for (int at = 0; at + SIZE <= bytes.limit(); at += SIZE) {
      all.add(new ProviderLoss(Guids.read(bytes, at), bytes.getLong(at + Guids.SIZE)));
    }
    return all;
  }
}
