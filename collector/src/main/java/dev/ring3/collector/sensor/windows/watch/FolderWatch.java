package dev.ring3.collector.sensor.windows.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.ring3.collector.sensor.Ability.Lack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the system to say when something in folders changes; not in folders below them. At most
 * {@link #MAX_FOLDERS} are watched. Java's service for that has one thread of its own.
 */
public final class FolderWatch implements Wake {
  static final int MAX_FOLDERS = 64;

  private final Supplier<Collection<Path>> wanted;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private @Nullable WatchService service;

  /**
   * @param wanted names the folders; asked again each time, since users with folders of their own
   *     come
   */
  public FolderWatch(Supplier<Collection<Path>> wanted) {
    this.wanted = wanted;
  }

  @Override
  public List<Lack> open() {
    try {
      service = FileSystems.getDefault().newWatchService();
      refresh();
      return List.of();
    } catch (IOException e) {
      return List.of(
          new Lack("changes of folders at once", "they are looked for in time: " + e.getMessage()));
    }
  }

  @Override
  public void refresh() {
    if (service == null) {
      return;
    }
    for (Path folder : wanted.get()) {
      if (watched.size() >= MAX_FOLDERS) {
        return;
      }
      if (!watched.containsKey(folder) && Files.isDirectory(folder)) {
        watch(service, folder);
      }
    }
  }

  private void watch(WatchService by, Path folder) {
    try {
      watched.put(folder, folder.register(by, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
    } catch (IOException e) {
      // Gone, or not for us: the sensor that looks tells of it.
    }
  }

  @Override
  public boolean changed() {
    boolean any = false;
    if (service != null) {
      for (WatchKey key = service.poll(); key != null; key = service.poll()) {
        any = true;
        key.pollEvents();
        if (!key.reset()) { // the folder is gone
          watched.values().remove(key);
        }
      }
    }
    return any;
  }

  @Override
  public void close() {
    watched.clear();
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        service = null;
      }
    }
  }
}
