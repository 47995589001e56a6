package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.win32.RegistryKey;
import dev.ring3.collector.win32.WindowsEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks Windows to say when keys of the registry, or keys below them, change. At most {@link
 * #MAX_KEYS} are watched. Where it can't, others look in time. For one thread.
 */
final class RegistryWatch implements SnapshotSensor.Wake {
  static final int MAX_KEYS = 256;

  private final Supplier<Collection<String>> wanted;
  private final Map<String, Watched> watched = new HashMap<>();

  private record Watched(RegistryKey key, WindowsEvent event) {
    void close() {
      key.close();
      event.close();
    }
  }

  /**
   * @param wanted names the keys; asked again each time, since users with keys of their own come
   */
  RegistryWatch(Supplier<Collection<String>> wanted) {
    this.wanted = wanted;
  }

  @Override
  public void refresh() {
    for (String path : wanted.get()) {
      if (watched.size() >= MAX_KEYS) {
        return;
      }
      if (!watched.containsKey(path)) {
        open(path).ifPresent(now -> watched.put(path, now));
      }
    }
  }

  private static Optional<Watched> open(String path) {
    RegistryKey key;
    try {
      key = RegistryKey.open(path).orElse(null);
    } catch (IOException e) {
      return Optional.empty(); // the sensor that looks tells of it
    }
    if (key == null) {
      return Optional.empty();
    }
    WindowsEvent event;
    try {
      event = WindowsEvent.create();
    } catch (IOException e) {
      key.close();
      return Optional.empty();
    }
    Watched now = new Watched(key, event);
    if (arm(now)) {
      return Optional.of(now);
    }
    now.close();
    return Optional.empty();
  }

  private static boolean arm(Watched one) {
    try {
      one.key().notifyOnce(one.event());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean changed() {
    boolean any = false;
    for (Iterator<Watched> all = watched.values().iterator(); all.hasNext(); ) {
      Watched one = all.next();
      if (one.event().take()) {
        any = true;
        if (!arm(one)) { // the key is gone
          one.close();
          all.remove();
        }
      }
    }
    return any;
  }

  @Override
  public void close() {
    watched.values().forEach(Watched::close);
    watched.clear();
  }
}
