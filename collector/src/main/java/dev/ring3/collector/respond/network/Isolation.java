package dev.ring3.collector.respond.network;

import dev.ring3.collector.respond.process.Processes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts this host off from all but itself and the networks that are allowed. */
public interface Isolation {
  /** Networks that may be allowed. */
  int MOST_ALLOWED = 100;

  /** The longest time after which it ends by itself. */
  Duration LONGEST = Duration.ofHours(23);

  /** That of this host. */
  static Isolation ofThisHost(Clock clock) {
    return Processes.onWindows() ? new WindowsIsolation(clock) : new LinuxIsolation();
  }

  /**
   * Exactly what would be told to the system, a line each.
   *
   * @param until how long it lasts; absent: until it is released
   */
  List<String> rules(List<Network> allowed, @Nullable Duration until);

  /** Why it can't be done here; empty if it can. */
  Optional<String> obstacle();

  /** Whether the host is isolated by these rules now. */
  boolean isActive() throws IOException;

  /** Isolates, as a whole or not at all; replaces an isolation that there is. */
  void isolate(List<Network> allowed, @Nullable Duration until) throws IOException;

  /** Ends it; a second call does nothing. */
  void release() throws IOException;
}
