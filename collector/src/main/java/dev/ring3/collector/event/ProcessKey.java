package dev.ring3.collector.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Which process is meant: a pid alone is not enough, because systems use pids again.
 *
 * @param host name of the host, as its events carry it
 * @param pid process id on that host
 * @param start when the process started, as exactly as its source knows it
 */
public record ProcessKey(String host, long pid, Instant start) {
  public ProcessKey {
    Objects.requireNonNull(host);
    Objects.requireNonNull(start);
  }

  /**
   * The value of {@code process.entity_id} for this process where the source gives none of its own.
   * The same key gives the same id on every machine and in every run.
   */
  public String entityId() {
    byte[] key = (host + '|' + pid + '|' + start).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(key).toString();
  }
}
