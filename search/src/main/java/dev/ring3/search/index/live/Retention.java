package dev.ring3.search.index.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deletes slices whose time is over, and the oldest while there is too much. */
final class Retention {
  private final SliceFolders folders;
  private final SlicesOnDisk readers;
  private final LiveLimits limits;
  private final InstantSource clock;

  /**
   * @param readers of slices that are not written to; one that is deleted is closed first
   */
  Retention(SliceFolders folders, SlicesOnDisk readers, LiveLimits limits, InstantSource clock) {
    this.folders = folders;
    this.readers = readers;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Deletes what is not to be kept.
   *
   * @param open folders of slices that are written to, which stay
   */
  void apply(Set<Path> open) throws IOException {
    folders.sweep();
    List<Path> all = new ArrayList<>(folders.all());
    all.removeAll(open);
    Instant horizon = clock.instant().minus(limits.keep());
    long bytes = readers.bytes();
    for (int i = 0; i < all.size(); i++) {
      Path oldest = all.get(i);
      Instant ended = i + 1 < all.size() ? SliceFolders.started(all.get(i + 1)) : clock.instant();
      long size = SliceFolders.bytes(oldest);
      if (bytes <= limits.bytes() && ended.isAfter(horizon)) {
        return;
      }
      readers.forget(oldest);
      folders.delete(oldest);
      bytes -= size;
    }
  }
}
