package dev.ring3.collector.enrich.file;

import dev.ring3.collector.enrich.file.HostFiles.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads files on a thread of its own. Regular files of at most {@link #MAX_FILE_BYTES} are read; at
 * most {@link #MAX_WAITING} wait, others are refused. Facts of {@link #MAX_KNOWN} files are
 * remembered, by which file it is, its size and time of change. Asked from one thread.
 */
final class FileExaminer implements AutoCloseable {
  public static final long MAX_FILE_BYTES = 256L << 20;
  public static final int MAX_WAITING = 2048;
  public static final int MAX_KNOWN = 8192;

  /** A file that is written in parts is read so long after the first of them. */
  public static final Duration SETTLED = Duration.ofSeconds(1);

  /** So long what is being read may take to be let go of: reading ends when it is interrupted. */
  private static final Duration ENDED = Duration.ofSeconds(2);

  /** Nobody says so when the thread refuses what was put off. */
  private static final int MAX_SETTLING_SECONDS = 60;

  /** Bytes of a script that are kept. */
  public static final int MAX_SCRIPT_BYTES = 1 << 16;

  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), this::reader);

  private final HostFiles host;
  private final LongAdder refused = new LongAdder();

  /** Files that are being written. */
  private final Set<Path> unsettled = ConcurrentHashMap.newKeySet();

  private final Map<Version, Examined> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Examined> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  FileExaminer(HostFiles host) {
    this.host = host;
  }

  private Thread reader(Runnable work) {
    return Thread.ofPlatform()
        .name("ring3-files")
        .daemon()
        .unstarted(
            () -> {
              host.yieldToOthers();
              work.run();
            });
  }

  /** What is known of the file, now if it was read before, else later; empty if it can't be had. */
  CompletableFuture<Optional<Examined>> examine(Path file) {
    Optional<Version> version = host.version(file);
    if (version.isEmpty() || version.get().size() > MAX_FILE_BYTES) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Examined before = remembered(version.get());
    if (before != null) {
      return CompletableFuture.completedFuture(Optional.of(before));
    }
    return later(worker, () -> read(file, version.get()));
  }

  /** The same as {@link #examine} later, and only if it is a program: others are not read. */
  CompletableFuture<Optional<Examined>> examineProgram(Path file) {
    return later(worker, () -> readProgram(file));
  }

  /**
   * The same of a file that is being written: {@link #SETTLED} later. Empty at once for all writes
   * but the first until then.
   */
  CompletableFuture<Optional<Examined>> examineSettled(Path file) {
    return settled(file, () -> readProgram(file));
  }

  private Optional<Examined> readProgram(Path file) throws IOException {
    Optional<Version> version = host.version(file);
    return version.isPresent()
            && version.get().size() <= MAX_FILE_BYTES
            && FileFacts.beginsAsProgram(file)
        ? read(file, version.get())
        : Optional.empty();
  }

  /** Where a file was downloaded from, when that is being noted. */
  CompletableFuture<Optional<DownloadMark>> markSettled(Path file) {
    return settled(file, () -> host.mark(file));
  }

  private <T> CompletableFuture<Optional<T>> settled(Path file, Reading<T> reading) {
    if (unsettled.size() >= MAX_WAITING) {
      refused.increment();
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (!unsettled.add(file)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Executor soon =
        CompletableFuture.delayedExecutor(SETTLED.toMillis(), TimeUnit.MILLISECONDS, worker);
    return this.<T>later(soon, reading)
        .completeOnTimeout(Optional.empty(), MAX_SETTLING_SECONDS, TimeUnit.SECONDS)
        .whenComplete((result, failure) -> unsettled.remove(file));
  }

  /** The beginning of a script's text; empty if it can't be had or is not text. */
  CompletableFuture<Optional<String>> script(Path file) {
    return later(
        worker,
        () -> {
          if (!Files.isRegularFile(file)) {
            return Optional.empty();
          }
          try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_SCRIPT_BYTES);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.isEmpty() || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
          }
        });
  }

  private interface Reading<T> {
    Optional<T> read() throws IOException;
  }

  private <T> CompletableFuture<Optional<T>> later(Executor executor, Reading<T> reading) {
    CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            try {
              result.complete(reading.read());
            } catch (IOException | RuntimeException e) {
              // Gone, being changed, or not for us: the event goes on without.
              result.complete(Optional.empty());
            }
          });
    } catch (RejectedExecutionException e) {
      refused.increment();
      result.complete(Optional.empty());
    }
    return result;
  }

  private Optional<Examined> read(Path file, Version version) throws IOException {
    Examined again = remembered(version);
    if (again != null) {
      return Optional.of(again);
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      FileFacts facts = FileFacts.of(channel);
      Examined examined =
          new Examined(
              facts,
              facts.pe().isPresent() ? host.signature(file) : Optional.empty(),
              host.mark(file));
      if (host.version(file).filter(version::equals).isPresent()) {
        synchronized (known) {
          known.put(version, examined);
        }
      }
      return Optional.of(examined);
    }
  }

  /** How many files were not read, as too many waited. */
  long refused() {
    return refused.sum();
  }

  private @Nullable Examined remembered(Version version) {
    synchronized (known) {
      return known.get(version);
    }
  }

  /** Ends the thread; what waits is not read any more, and what is being read is let go of soon. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      worker.awaitTermination(ENDED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
