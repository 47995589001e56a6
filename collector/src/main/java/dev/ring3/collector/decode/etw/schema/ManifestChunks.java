package dev.ring3.collector.decode.etw.schema;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Joins the manifest that an EventSource provider writes in pieces of up to 64 KB as events of its
 * own, number 0xFFFE (ManifestEnvelope of .NET's EventSource). For one thread.
 *
 * <p>Limits: {@link #MAX_UNFINISHED} manifests at a time, the oldest is forgotten first; {@link
 * #MAX_CHUNKS} pieces each.
 */
final class ManifestChunks {
  /** The event that carries a piece. */
  static final int EVENT_ID = 0xfffe;

  static final int MAX_UNFINISHED = 16;
  static final int MAX_CHUNKS = 64;

  private static final int ENVELOPE = 8;
  private static final int MAGIC = 0x5b;

  private final Map<UUID, byte[][]> unfinished =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, byte[][]> eldest) {
          return size() > MAX_UNFINISHED;
        }
      };

  /** Whether the event's data are a piece of a manifest. */
  static boolean isChunk(int id, byte[] data) {
    return id == EVENT_ID && data.length > ENVELOPE && data[0] == 1 && data[3] == MAGIC;
  }

  /** Takes a piece; gives the whole manifest when this was its last missing one. */
  Optional<byte[]> add(UUID provider, byte[] data) {
    int total = (data[4] & 0xff) | ((data[5] & 0xff) << 8);
    int number = (data[6] & 0xff) | ((data[7] & 0xff) << 8);
    if (total == 0 || total > MAX_CHUNKS || number >= total) {
      return Optional.empty();
    }
    byte[][] chunks = unfinished.get(provider);
    if (chunks == null || chunks.length != total) {
      chunks = new byte[total][0];
      unfinished.put(provider, chunks);
    }
    chunks[number] = Arrays.copyOfRange(data, ENVELOPE, data.length);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      if (chunk.length == 0) {
        return Optional.empty();
      }
      whole.writeBytes(chunk);
    }
    unfinished.remove(provider);
    return Optional.of(whole.toByteArray());
  }
}
