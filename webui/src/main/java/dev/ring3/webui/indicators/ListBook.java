package dev.ring3.webui.indicators;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lists of the data directory, read anew when they have changed. Safe for any thread. */
@Component
final class ListBook {
  /** Bytes of the largest file that the page takes. */
  static final long MAX_FILE = 256L << 20;

  private static final int BUFFER = 1 << 16;

  private final IndicatorLists lists;
  private final Path uploads;
  private long version;
  private IndicatorLists.@Nullable Loaded known;

  ListBook(WebSettings settings, Clock clock) {
    lists = new IndicatorLists(settings.data(), clock);
    uploads = settings.data().resolve("uploads");
  }

  /**
   * All lists.
   *
   * @throws IndicatorException if they cannot be read
   */
  synchronized IndicatorLists.Loaded lists() {
    long now = lists.version();
    IndicatorLists.Loaded loaded = known;
    if (loaded == null || now != version) {
      loaded = lists.load();
      known = loaded;
      version = now;
    }
    return loaded;
  }

  /**
   * Takes over a file; one after the other.
   *
   * @param content is read to its end
   * @throws IndicatorException if it has no indicators or cannot be kept
   * @throws TooLargeException if it is more than {@link #MAX_FILE}
   */
  synchronized IndicatorLists.Imported take(InputStream content, IndicatorLists.Wishes wishes)
      throws IOException {
    OwnerOnly.createFolder(uploads);
    Path file = Files.createTempFile(uploads, "indicators", "");
    try {
      copy(content, file);
      return lists.importFrom(file, wishes);
    } finally {
      known = null;
      Files.deleteIfExists(file);
    }
  }

  private static void copy(InputStream content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > MAX_FILE) {
          throw new TooLargeException();
        }
        out.write(buffer, 0, read);
      }
    }
  }

  /** More than the page takes. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLargeException() {
      super("It is too large for the page: use the command ring3 indicators import");
    }
  }

  /** Removes a list; false if there is none of that name. */
  synchronized boolean remove(String name) {
    known = null;
    return lists.remove(name);
  }
}
