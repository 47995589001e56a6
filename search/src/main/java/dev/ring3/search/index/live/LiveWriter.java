package dev.ring3.search.index.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.index.store.OwnerOnlyDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a host's live events. {@link #accept} is for one thread; readers come from any.
 *
 * <p>Events can be searched {@link Slice#FRESH} after they were taken, by this process, and are
 * safe after {@link #COMMIT_EVERY}: a process that dies loses what came since. When they cannot be
 * written, as on a full disk, they are counted and dropped; a new slice is tried every {@link
 * #COMMIT_EVERY}, and once that works the loss becomes an {@code agent_loss} event.
 */
public final class LiveWriter implements LiveReaders, Consumer<Event> {
  /** Time from one commit to the next, while there are events. */
  public static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

  /** The low bits of an event's key number it within its run. */
  private static final int RUN_BITS = 40;

  private final SliceFolders folders;
  private final LiveLimits limits;
  private final InstantSource clock;
  private final SlicesOnDisk sealed;
  private final Directory lockFolder;
  private final Lock lock;
  private final long run;
  private final ScheduledExecutorService chores =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ring3-live");
            thread.setDaemon(true);
            return thread;
          });
  private long next;
  private @Nullable Slice current;
  private @Nullable Loss loss;
  private volatile @Nullable String problem;

  /** Events dropped since {@code from}. */
  private record Loss(Instant from, long events, String reason) {}

  private LiveWriter(
      Path data, LiveLimits limits, InstantSource clock, Directory lockFolder, Lock lock)
      throws IOException {
    this.folders = new SliceFolders(data);
    this.limits = limits;
    this.clock = clock;
    this.lockFolder = lockFolder;
    this.lock = lock;
    this.sealed = new SlicesOnDisk(data);
    this.run = newestRun() + 1;
    this.next = run << RUN_BITS;
    this.current = new Slice(folders.create(clock.instant()), run);
  }

  /**
   * Starts a slice and goes on from there.
   *
   * @param data the data directory
   * @throws IOException if the directory cannot be written, or another process collects into it
   */
  public static LiveWriter open(Path data, LiveLimits limits, InstantSource clock)
      throws IOException {
    SliceFolders folders = new SliceFolders(data);
    OwnerOnly.createFolder(folders.root());
    Directory lockFolder = new OwnerOnlyDirectory(folders.root());
    Lock lock;
    try {
      lock = lockFolder.obtainLock("writer.lock");
    } catch (LockObtainFailedException e) {
      lockFolder.close();
      throw new IOException(
          "another Ring3 collects into " + data + ": stop it, or choose another with --data", e);
    }
    try {
      LiveWriter writer = new LiveWriter(data, limits, clock, lockFolder, lock);
      long every = COMMIT_EVERY.toMillis();
      ScheduledFuture<?> unused =
          writer.chores.scheduleWithFixedDelay(
              writer::doChores, every, every, TimeUnit.MILLISECONDS);
      return writer;
    } catch (IOException | RuntimeException e) {
      lock.close();
      lockFolder.close();
      throw e;
    }
  }

  private long newestRun() throws IOException {
    List<DirectoryReader> readers = sealed.acquire();
    long newest = 0;
    for (DirectoryReader reader : readers) {
      newest = Math.max(newest, Slice.run(reader));
      reader.decRef();
    }
    return newest;
  }

  /** Takes an event. Never fails: what cannot be written is counted as lost. */
  @Override
  public synchronized void accept(Event event) {
    Slice slice = current;
    if (slice == null) {
      loss = lost(1, problem == null ? "closed" : problem);
      return;
    }
    try {
      slice.add(event, next++);
    } catch (IOException | IllegalStateException e) {
      fail(e);
      loss = lost(1, reason(e));
    }
  }

  private Loss lost(long more, String reason) {
    Loss before = loss;
    return before == null
        ? new Loss(clock.instant(), more, reason)
        : new Loss(before.from, before.events + more, before.reason);
  }

  private static String reason(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  /** What keeps events from being written now; nothing if they are. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private synchronized void fail(Exception e) {
    problem = reason(e);
    Slice broken = current;
    current = null;
    if (broken != null) {
      abandon(broken);
    }
  }

  private void abandon(Slice broken) {
    try {
      broken.close();
    } catch (IOException | IllegalStateException e) {
      problem = problem + "; " + reason(e);
    }
  }

  /**
   * Commits, and if there was anything to commit starts a new slice where it is time and deletes
   * old ones; or tries to write again.
   */
  void doChores() {
    try {
      Slice slice = slice();
      if (slice == null) {
        recover();
        return;
      }
      if (slice.commit()) {
        if (isFull(slice)) {
          seal();
        }
        retain();
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private synchronized @Nullable Slice slice() {
    return current;
  }

  private boolean isFull(Slice slice) throws IOException {
    boolean old = !clock.instant().isBefore(slice.started().plus(limits.sliceAge()));
    return old || SliceFolders.bytes(slice.folder()) >= limits.sliceBytes();
  }

  /** Starts a new slice, then ends the one before, which may wait for merges. */
  private void seal() throws IOException {
    Slice fresh = new Slice(folders.create(clock.instant()), run);
    Slice full;
    synchronized (this) {
      full = current;
      current = fresh;
    }
    if (full != null) {
      full.close();
    }
  }

  private void recover() throws IOException {
    retain();
    Slice fresh = new Slice(folders.create(clock.instant()), run);
    synchronized (this) {
      current = fresh;
      problem = null;
      Loss told = loss;
      if (told != null) {
        loss = null;
        accept(event(told));
      }
    }
  }

  private Event event(Loss told) {
    return Event.of(EventType.AGENT_LOSS, clock.instant())
        .set(Field.EVENT_MODULE, "ring3")
        .set(Field.EVENT_PROVIDER, "ring3.index")
        .set(Field.EVENT_REASON, told.reason)
        .set(
            Field.MESSAGE,
            told.events + " events since " + told.from + " could not be written and are lost")
        .source("ring3.loss.events", Long.toString(told.events))
        .source("ring3.loss.from", told.from.toString())
        .source("ring3.loss.until", clock.instant().toString())
        .build();
  }

  /** Deletes slices whose time is over, and the oldest while there is too much. */
  private void retain() throws IOException {
    folders.sweep();
    List<Path> all = new ArrayList<>(folders.all());
    Slice slice = slice();
    if (slice != null) {
      all.remove(slice.folder());
    }
    Instant horizon = clock.instant().minus(limits.keep());
    long bytes = bytes();
    for (int i = 0; i < all.size(); i++) {
      Path oldest = all.get(i);
      Instant ended = i + 1 < all.size() ? SliceFolders.started(all.get(i + 1)) : clock.instant();
      long size = SliceFolders.bytes(oldest);
      if (bytes <= limits.bytes() && ended.isAfter(horizon)) {
        return;
      }
      sealed.forget(oldest);
      folders.delete(oldest);
      bytes -= size;
    }
  }

  @Override
  public boolean exist() {
    return true;
  }

  @Override
  public List<DirectoryReader> acquire() throws IOException {
    Slice slice = slice();
    if (slice == null) {
      return sealed.acquire();
    }
    List<DirectoryReader> readers = sealed.acquire(Set.of(slice.folder()));
    try {
      readers.add(slice.reader());
      return readers;
    } catch (IOException | RuntimeException e) {
      for (DirectoryReader reader : readers) {
        reader.decRef();
      }
      throw e;
    }
  }

  @Override
  public long bytes() throws IOException {
    return sealed.bytes();
  }

  /** Commits what was taken and lets another writer in. */
  @Override
  public void close() {
    chores.shutdown();
    try {
      if (!chores.awaitTermination(1, TimeUnit.MINUTES)) {
        chores.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (lockFolder;
        lock;
        sealed) {
      Slice slice;
      synchronized (this) {
        slice = current;
        current = null;
        problem = "closed";
      }
      if (slice != null) {
        slice.close();
      }
    } catch (IOException | IllegalStateException e) {
      problem = reason(e);
    }
  }
}
