package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.win32.RegistryKey;
import dev.ring3.collector.win32.RegistryKey.Changes;
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
 * #MAX_KEYS} are watched. Where it can't, others look in time. Windows ends a watch together with
 * the thread that asked for it, so that {@link #refresh} begins, and not {@link #open}.
 */
public final class RegistryWatch implements Wake {
  static final int MAX_KEYS = 256;

  private final Supplier<Collection<String>> wanted;
  private final Changes changes;
  private final Map<String, Watched> watched = new HashMap<>();

  private record Watched(RegistryKey key, WindowsEvent event) {
    void close() {
      key.close();
      event.close();
    }
  }

  /**
   * @param wanted names the keys; asked again each time, since users with keys of their own come
   * @param changes which to be told of
   */
  public RegistryWatch(Supplier<Collection<String>> wanted, Changes changes) {
    this.wanted = wanted;
    this.changes = changes;
  }

  @Override
  public void refresh() {
    for (String path : wanted.get()) {
      if (watched.size() >= MAX_KEYS) {
        return;
      }
      if (!watched.containsKey(path)) {
        watch(path).ifPresent(now -> watched.put(path, now));
      }
    }
  }

  private Optional<Watched> watch(String path) {
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

  private boolean arm(Watched one) {
    try {
      one.key().notifyOnce(one.event(), changes);
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
