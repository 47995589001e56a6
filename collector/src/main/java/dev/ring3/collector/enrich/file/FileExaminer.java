package dev.ring3.collector.enrich.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads files on a thread of its own. Regular files of at most {@link #MAX_FILE_BYTES} are read; at
 * most {@link #MAX_WAITING} wait, others are refused. Facts of {@link #MAX_KNOWN} files are
 * remembered, by device, inode, size and time of change. Asked from one thread.
 */
public final class FileExaminer implements AutoCloseable {
  public static final long MAX_FILE_BYTES = 256L << 20;
  public static final int MAX_WAITING = 2048;
  public static final int MAX_KNOWN = 16_384;

  /** Bytes of a script that are kept. */
  public static final int MAX_SCRIPT_BYTES = 1 << 16;

  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofPlatform().name("ring3-files").daemon().factory());

  private final Map<Version, FileFacts> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, FileFacts> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  /** A state of a file: changes when the content does. */
  private record Version(Object identity, long size, long changed) {}

  /** The file's facts, now if they are known, else later; empty if they can't be had. */
  public CompletableFuture<Optional<FileFacts>> facts(Path file) {
    Version version = version(file);
    if (version == null || version.size() > MAX_FILE_BYTES) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    FileFacts facts = remembered(version);
    if (facts != null) {
      return CompletableFuture.completedFuture(Optional.of(facts));
    }
    return later(() -> read(file, version));
  }

  /** The beginning of a script's text; empty if it can't be had or is not text. */
  public CompletableFuture<Optional<String>> script(Path file) {
    return later(
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

  private <T> CompletableFuture<Optional<T>> later(Reading<T> reading) {
    CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    try {
      worker.execute(
          () -> {
            try {
              result.complete(reading.read());
            } catch (IOException | RuntimeException e) {
              // Gone, being changed, or not for us: the event goes on without.
              result.complete(Optional.empty());
            }
          });
    } catch (RejectedExecutionException e) {
      result.complete(Optional.empty());
    }
    return result;
  }

  private Optional<FileFacts> read(Path file, Version version) throws IOException {
    FileFacts again = remembered(version);
    if (again != null) {
      return Optional.of(again);
    }
    try (InputStream in = Files.newInputStream(file)) {
      FileFacts facts = FileFacts.of(in);
      if (version.equals(version(file))) {
        synchronized (known) {
          known.put(version, facts);
        }
      }
      return Optional.of(facts);
    }
  }

  private @Nullable FileFacts remembered(Version version) {
    synchronized (known) {
      return known.get(version);
    }
  }

  private static @Nullable Version version(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object identity = attributes.fileKey();
      return !attributes.isRegularFile() || identity == null
          ? null
          : new Version(
              identity, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (IOException e) {
      return null;
    }
  }

  /** Ends the thread; what waits is not read any more. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
