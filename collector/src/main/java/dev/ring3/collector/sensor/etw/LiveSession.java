package dev.ring3.collector.sensor.etw;

import dev.ring3.etw.SessionConfig;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A session of live collection.
 *
 * @param name its short name
 * @param sees what is missing if Windows refuses it, a phrase
 * @param config what is asked of Windows
 * @param withoutOwn providers of which Ring3's own doings are left out
 */
public record LiveSession(String name, String sees, SessionConfig config, Set<UUID> withoutOwn) {
  public LiveSession {
    Objects.requireNonNull(name);
    Objects.requireNonNull(sees);
    Objects.requireNonNull(config);
    withoutOwn = Set.copyOf(withoutOwn);
  }

  /** The same under another name, which does not get in the way of a Ring3 that runs. */
  public LiveSession renamed(String prefix) {
    SessionConfig c = config;
    return new LiveSession(
        name,
        sees,
        new SessionConfig(
            SessionConfig.PREFIX + prefix + ' ' + name,
            c.kind(),
            c.bufferKilobytes(),
            c.minimumBuffers(),
            c.maximumBuffers(),
            c.flush(),
            c.kernelFlags(),
            c.kernelRundown(),
            c.ringBytes(),
            c.providers()),
        withoutOwn);
  }
}
