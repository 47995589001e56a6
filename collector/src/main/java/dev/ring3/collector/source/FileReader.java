package dev.ring3.collector.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of any known format; content decides, not the name. Archives ({@code .zip}, {@code
 * .tar}) and {@code .gz} are gone through as streams, one within another.
 *
 * <p>Limits for one file: {@link #MAX_DEPTH} archives within each other, {@link #MAX_MEMBERS}
 * members, {@link #MAX_EXPANDED_BYTES} after expansion. Safe for any thread.
 */
public final class FileReader {
  /** Archives within archives. */
  public static final int MAX_DEPTH = 4;

  /** Members of all archives of one file. */
  public static final int MAX_MEMBERS = 100_000;

  /** Bytes of one file after expansion. */
  public static final long MAX_EXPANDED_BYTES = 1L << 38;

  private static final List<FileFormat> FORMATS =
      List.of(new EvtxFormat(), new EtlFormat(), new AuditLogFormat(), new JsonFormat());

  /**
   * Hands over every item of the file in order. What belongs to no known format becomes a {@link
   * Skipped}.
   *
   * @param file to read
   * @param name what origins call it
   * @throws IOException if it can't be opened or fails while being read; what came before has been
   *     handed over
   */
  public void read(Path file, String name, Consumer<SourceItem> items) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      new Walk(items).read(in, name, file, 0);
    }
  }

  /** The state of reading one file. */
  private static final class Walk {
    private final Consumer<SourceItem> items;
    private int members;
    private long expanded;

    Walk(Consumer<SourceItem> items) {
      this.items = items;
    }

    void read(InputStream in, String name, @Nullable Path file, int depth) throws IOException {
      byte[] head = head(in);
      InputStream content = new SequenceInputStream(new ByteArrayInputStream(head), in);
      if (head.length == 0) {
        items.accept(new Skipped(name, "it is empty"));
      } else if (Container.of(head) != Container.NONE) {
        expand(Container.of(head), content, name, depth);
      } else {
        plain(new Content(name, content, file), head);
      }
    }

    /** The first bytes; of content that breaks off within them, what is there. */
    private static byte[] head(InputStream content) throws IOException {
      byte[] head = new byte[FileFormat.HEAD_BYTES];
      int length = 0;
      try {
        for (int n = 0; n >= 0 && length < head.length; ) {
          n = content.read(head, length, head.length - length);
          length += Math.max(0, n);
        }
      } catch (EOFException | ZipException e) {
        if (length == 0) {
          throw e; // else it comes again when the rest is read
        }
      }
      return Arrays.copyOf(head, length);
    }

    private void plain(Content content, byte[] head) throws IOException {
      for (FileFormat format : FORMATS) {
        if (format.recognises(head)) {
          format.read(content, items);
          return;
        }
      }
      String known = String.join(", ", FORMATS.stream().map(FileFormat::name).toList());
      items.accept(
          new Skipped(
              content.name(), "its format is not known (known: " + known + ", zip, tar, gz)"));
    }

    private void expand(Container container, InputStream content, String name, int depth)
        throws IOException {
      if (depth == MAX_DEPTH) {
        items.accept(new Skipped(name, "it is more than " + MAX_DEPTH + " archives deep"));
        return;
      }
      switch (container) {
        case GZIP -> read(counted(new GZIPInputStream(content, 1 << 16)), name, null, depth + 1);
        case ZIP -> archive(new ZipArchiveInputStream(content), name, depth);
        case TAR -> archive(new TarArchiveInputStream(content), name, depth);
        case NONE -> throw new IllegalArgumentException("no container");
      }
    }

    private void archive(ArchiveInputStream<?> archive, String name, int depth) throws IOException {
      for (ArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        if (++members > MAX_MEMBERS) {
          throw new IOException(name + " has more than " + MAX_MEMBERS + " members");
        }
        String member = name + '!' + entry.getName();
        if (archive.canReadEntryData(entry)) {
          member(counted(archive), member, depth);
        } else {
          items.accept(new Skipped(member, "it is encrypted or compressed in an unknown way"));
        }
      }
    }

    /** A broken member costs itself; the archive goes on if it can. */
    private void member(InputStream content, String name, int depth) throws IOException {
      try {
        read(content, name, null, depth + 1);
      } catch (ExpandedTooFarException e) {
        throw e;
      } catch (IOException e) {
        items.accept(new Damage(new Origin(name, 0), "reading stopped: " + e.getMessage()));
      }
    }

    private InputStream counted(InputStream in) {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int count = in.read(into, from, length);
          expanded += Math.max(0, count);
          if (expanded > MAX_EXPANDED_BYTES) {
            throw new ExpandedTooFarException();
          }
          return count;
        }
      };
    }
  }

  /** What holds other files, told by its first bytes. */
  private enum Container {
    GZIP,
    ZIP,
    TAR,
    NONE;

    static Container of(byte[] head) {
      if (head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
        return GZIP;
      }
      if (head.length > 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5)) {
        return ZIP;
      }
      return TarArchiveInputStream.matches(head, head.length) ? TAR : NONE;
    }
  }

  private static final class ExpandedTooFarException extends IOException {
    private static final long serialVersionUID = 1;

    ExpandedTooFarException() {
      super("it expands to more than " + (MAX_EXPANDED_BYTES >> 30) + " GB");
    }
  }
}
