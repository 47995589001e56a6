package dev.ring3.collector.live;

import dev.ring3.collector.sensor.WatchedPath;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * What a live collection works with.
 *
 * @param dataDirectory Ring3's own folder: what happens in it is never reported, and what must be
 *     undone after a crash is remembered in it, readable for its owner only
 * @param clock gives the times of Ring3's own events
 * @param watched files and folders whose opening is reported
 */
public record LiveSettings(Path dataDirectory, Clock clock, List<WatchedPath> watched) {
  public LiveSettings {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    Objects.requireNonNull(clock);
    watched = List.copyOf(watched);
  }

  /** The defaults, over a data directory. */
  public static LiveSettings of(Path dataDirectory) {
    return new LiveSettings(dataDirectory, Clock.systemUTC(), WatchedPath.DEFAULTS);
  }
}
