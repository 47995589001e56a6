package dev.ring3.search.index.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.index.store.OwnerOnlyDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a host's live events. {@link #accept} and {@link #begin} are for one thread;
 * readers come from any.
 *
 * <p>Events are written {@link Batch#MOST} at a time, or when somebody searches. They can be
 * searched {@link Slice#FRESH} after they were taken, by this process, and are safe after {@link
 * #COMMIT_EVERY}: a process that dies loses what came since. When a batch cannot be written, as on
 * a full disk, it is counted and dropped; a new slice is tried every {@link #COMMIT_EVERY}, for
 * which a batch waits, and once that works the loss becomes an {@code agent_loss} event.
 *
 * <p>An event that is completed keeps its key, and comes in once more. Its slice takes what
 * completes it, also when a newer one has been started meanwhile.
 */
public final class LiveWriter implements LiveReaders, EventTaker {
  /** Time from one commit to the next, while there are events. */
  public static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

  /** The low bits of an event's key number it within its run. */
  private static final int RUN_BITS = 40;

  private final SliceFolders folders;
  private final LiveLimits limits;
  private final InstantSource clock;
  private final SlicesOnDisk sealed;
  private final Retention retention;
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
  private final Batch batch = new Batch();
  private long next;
  private @Nullable Slice current;

  /** The slice before, while events in it are still to be completed. */
  private @Nullable Slice before;

  private @Nullable Unwritten loss;
  private volatile @Nullable String problem;

  private LiveWriter(
      Path data, LiveLimits limits, InstantSource clock, Directory lockFolder, Lock lock)
      throws IOException {
    this.folders = new SliceFolders(data);
    this.limits = limits;
    this.clock = clock;
    this.lockFolder = lockFolder;
    this.lock = lock;
    this.sealed = new SlicesOnDisk(data);
    this.retention = new Retention(folders, sealed, limits, clock);
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
    Batch.Entry unused = take(event, false);
  }

  @Override
  public synchronized Consumer<Event> begin(Event early) {
    Batch.Entry entry = take(early, true);
    return whole -> complete(entry, whole);
  }

  private Batch.Entry take(Event event, boolean isAwaited) {
    Batch.Entry entry = batch.add(event, next++, isAwaited);
    if (batch.isFull()) {
      writeBatch();
    }
    return entry;
  }

  /** Writes what waits; while nothing can be written it waits on until the batch is full. */
  private synchronized void writeBatch() {
    if (current == null && !batch.isFull()) {
      return;
    }
    for (Batch.Entry entry : batch.take()) {
      entry.written(write(entry));
    }
  }

  /** The slice that it was written to; null if the event is lost. */
  private @Nullable Slice write(Batch.Entry entry) {
    Slice slice = current;
    if (slice == null) {
      loss = lost(1, 0, problem == null ? "closed" : problem);
      return null;
    }
    try {
      if (entry.isAwaited()) {
        slice.begin(entry.event(), entry.key());
      } else {
        slice.add(entry.event(), entry.key());
      }
      return slice;
    } catch (IOException | IllegalStateException e) {
      fail(e);
      loss = lost(1, 0, reason(e));
      return null;
    }
  }

  private synchronized void complete(Batch.Entry entry, Event whole) {
    if (!entry.isWritten()) {
      entry.complete(whole);
      return;
    }
    // Who looks for what came in goes by the numbers: the lower ones have to be written first.
    writeBatch();
    Slice slice = entry.slice();
    if (slice == null) {
      return; // lost, and counted
    }
    if (!slice.equals(current) && !slice.equals(before)) {
      loss = lost(0, 1, problem == null ? "closed" : problem);
      return;
    }
    try {
      slice.complete(entry.event(), whole, entry.key(), next++);
    } catch (IOException | IllegalStateException e) {
      fail(e);
      loss = lost(0, 1, reason(e));
    }
  }

  private Unwritten lost(long events, long incomplete, String reason) {
    Unwritten known = loss;
    return (known == null ? Unwritten.since(clock.instant(), reason) : known)
        .and(events, incomplete);
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
    takeOpen().forEach(this::abandon);
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
      if (open().isEmpty()) {
        recover();
        return;
      }
      tellLoss();
      Slice slice = writtenTo();
      if (slice == null) {
        return; // failed just now
      }
      boolean isOneOpen = closeBefore();
      if (slice.commit()) {
        if (isOneOpen && isFull(slice)) {
          seal();
        }
        retention.apply(openFolders());
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** Writes what waits. The newest slice; null if nothing can be written. */
  private synchronized @Nullable Slice writtenTo() {
    writeBatch();
    return current;
  }

  private Set<Path> openFolders() {
    return open().stream().map(Slice::folder).collect(Collectors.toSet());
  }

  /** Writes to no slice any more, until there is a new one. */
  private synchronized List<Slice> takeOpen() {
    List<Slice> open = open();
    current = null;
    before = null;
    return open;
  }

  /** The slices that are written to. */
  private synchronized List<Slice> open() {
    return Stream.of(Optional.ofNullable(before), Optional.ofNullable(current))
        .flatMap(Optional::stream)
        .toList();
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
      before = full;
      current = fresh;
    }
    if (full != null) {
      full.commit();
    }
    boolean unused = closeBefore();
  }

  /**
   * Ends the slice before, unless events in it are still to be completed.
   *
   * @return whether only the newest slice is written to
   */
  private boolean closeBefore() throws IOException {
    Slice older;
    boolean isDone;
    synchronized (this) {
      older = before;
      isDone = older == null || !older.isAwaiting();
      if (isDone) {
        before = null;
      }
    }
    if (older != null && isDone) {
      older.close();
    } else if (older != null) {
      older.commit();
    }
    return isDone;
  }

  private void recover() throws IOException {
    retention.apply(Set.of());
    Slice fresh = new Slice(folders.create(clock.instant()), run);
    synchronized (this) {
      current = fresh;
      problem = null;
      tellLoss();
    }
  }

  private synchronized void tellLoss() {
    Unwritten told = loss;
    if (told != null && current != null) {
      loss = null;
      accept(told.event(clock.instant()));
    }
  }

  @Override
  public boolean exist() {
    return true;
  }

  @Override
  public List<DirectoryReader> acquire() throws IOException {
    Slice slice = writtenTo();
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
      writeBatch();
      problem = "closed";
      takeOpen().forEach(this::abandon);
    } catch (IOException e) {
      problem = reason(e);
    }
  }
}
