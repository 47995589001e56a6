package dev.ring3.webui.cases;

import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportReport;
import dev.ring3.search.ingest.ImportRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Files that a browser sends for one case, and their import. Safe for any thread.
 *
 * <p>Files are received one after the other into a folder of their own, which whoever owns the
 * upload deletes at the end.
 */
final class Upload {
  /** Bytes of the largest file. */
  static final long MAX_FILE = 4L << 30;

  /** Bytes of all files. */
  static final long MAX_BYTES = 16L << 30;

  /** Files of one upload. */
  static final int MAX_FILES = 2_000;

  private static final int BUFFER = 1 << 16;
  private static final int MAX_NAME = 255;

  /** How far an upload is. */
  sealed interface Stage {
    /** Files are being received. */
    record Receiving() implements Stage {}

    /** Files are being imported. */
    record Importing(ImportRun run) implements Stage {}

    /** Everything that could be read is in the case. */
    record Finished(ImportReport report) implements Stage {}

    /** The case could not be written. */
    record Failed(String problem) implements Stage {}
  }

  private final String id;
  private final String caseName;
  private final boolean again;
  private final Path folder;

  /** Held by the one request whose file is being received. */
  private final Object receiving = new Object();

  private final List<ImportFile> files = new ArrayList<>();
  private long bytes;
  private Stage stage = new Stage.Receiving();

  /**
   * @param again whether files are imported that the case has already
   * @param folder exists and is empty
   */
  Upload(String id, String caseName, boolean again, Path folder) {
    this.id = Objects.requireNonNull(id);
    this.caseName = Objects.requireNonNull(caseName);
    this.again = again;
    this.folder = Objects.requireNonNull(folder);
  }

  String id() {
    return id;
  }

  String caseName() {
    return caseName;
  }

  boolean again() {
    return again;
  }

  Path folder() {
    return folder;
  }

  synchronized Stage stage() {
    return stage;
  }

  /** Whether it still receives or imports. */
  synchronized boolean isOpen() {
    return switch (stage) {
      case Stage.Receiving _receiving -> true;
      case Stage.Importing _importing -> true;
      case Stage.Finished _finished -> false;
      case Stage.Failed _failed -> false;
    };
  }

  synchronized void enter(Stage next) {
    stage = next;
  }

  /** The files received so far. */
  synchronized List<ImportFile> files() {
    return List.copyOf(files);
  }

  /**
   * Receives a file.
   *
   * @param name as the browser calls it; only its last part counts
   * @param announced its size in bytes
   * @param content is read to its end
   * @throws UploadException if it is too large, or files are not received any more
   */
  void receive(String name, long announced, InputStream content) throws IOException {
    String last = lastPart(name);
    synchronized (receiving) {
      int number = files().size();
      long before = bytesBefore(number);
      if (announced > MAX_FILE || before + announced > MAX_BYTES) {
        throw tooLarge(last);
      }
      Path file = folder.resolve(Integer.toString(number));
      long size = copy(content, file, Math.min(MAX_FILE, MAX_BYTES - before), last);
      add(new ImportFile(file, last), size);
    }
  }

  private synchronized long bytesBefore(int number) {
    if (!(stage instanceof Stage.Receiving)) {
      throw new UploadException("This import takes no more files: begin a new one");
    }
    if (number == MAX_FILES) {
      throw new UploadException(
          "More than " + MAX_FILES + " files: import a ZIP, or use the command ring3 import");
    }
    return bytes;
  }

  private synchronized void add(ImportFile file, long size) {
    files.add(file);
    bytes += size;
  }

  private static long copy(InputStream content, Path file, long most, String name)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > most) {
          throw tooLarge(name);
        }
        out.write(buffer, 0, read);
      }
      return size;
    }
  }

  private static UploadException tooLarge(String name) {
    return new UploadException(
        name
            + " is too large for the page (4 GiB a file, 16 GiB together): use the command ring3"
            + " import");
  }

  /** What the case calls the file: no folders, no control characters. */
  private static String lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("\\p{Cntrl}", "").strip();
    if (plain.isEmpty()) {
      return "unnamed";
    }
    return plain.length() <= MAX_NAME ? plain : plain.substring(plain.length() - MAX_NAME);
  }
}
