package dev.ring3.collector.respond.file;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Copies files to a zip file, with a manifest in it, {@link #MANIFEST}: a JSON object a line for
 * each file, with path, size, times and SHA-256, or with the reason why it is missing. Symbolic
 * links in folders are not followed: the manifest says where they lead. Special files and what
 * can't be read are told, and the rest goes on.
 */
public final class FileCollection {
  /** Files that are copied at most. */
  public static final int MAX_FILES = 10_000;

  /** Bytes of one file at most. */
  public static final long MAX_FILE_BYTES = 1L << 30;

  /** Bytes of all files at most. */
  public static final long MAX_BYTES = 4L << 30;

  /** Folders below a folder that are looked into. */
  public static final int MAX_DEPTH = 32;

  /** The manifest's name in the zip file. */
  public static final String MANIFEST = "manifest.ndjson";

  private final List<ManifestLine> lines = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Path zip;
  private long bytes;
  private int files;

  private FileCollection(Path zip) {
    this.zip = zip;
  }

  /**
   * What came of it.
   *
   * @param files that were copied
   * @param bytes of them
   * @param sha256 of the zip file
   * @param missing what was not copied and why, a line each
   */
  public record Result(Path zip, int files, long bytes, String sha256, List<String> missing) {
    public Result {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Collects.
   *
   * @param documents come first
   * @param paths files and folders, absolute
   * @param zip is created, for its owner only
   */
  public static Result into(Path zip, List<Document> documents, List<Path> paths)
      throws IOException {
    OwnerOnly.createFolder(Objects.requireNonNull(zip.toAbsolutePath().getParent()));
    OwnerOnly.createFile(zip);
    FileCollection collection = new FileCollection(zip);
    boolean written = false;
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      for (Document document : documents) {
        collection.add(document, out);
      }
      for (Path path : paths) {
        collection.add(path, out);
      }
      out.putNextEntry(new ZipEntry(MANIFEST));
      for (ManifestLine line : collection.lines) {
        out.write(line.json().getBytes(StandardCharsets.UTF_8));
      }
      out.closeEntry();
      written = true;
    } finally {
      if (!written) {
        Files.deleteIfExists(zip);
      }
    }
    List<String> missing =
        collection.lines.stream().flatMap(line -> line.missing().stream()).toList();
    return new Result(zip, collection.files, collection.bytes, Sha256.of(zip), missing);
  }

  private void add(Document document, ZipOutputStream out) throws IOException {
    ZipEntry entry = new ZipEntry(document.name());
    names.add(entry.getName());
    out.putNextEntry(entry);
    CountedOutput counted = new CountedOutput(out, Document.MAX_BYTES);
    String trouble = null;
    try {
      document.content().writeTo(counted);
    } catch (IOException | UncheckedIOException e) {
      trouble = "is not whole: " + e.getMessage();
    }
    out.closeEntry();
    BoundedCopy copied = counted.copied(trouble);
    bytes += copied.bytes();
    files++;
    lines.add(ManifestLine.written(document.name(), copied));
  }

  /** A link that was named itself is one to what is wanted. */
  private void add(Path named, ZipOutputStream out) throws IOException {
    walk(named, out);
    if (Files.isSymbolicLink(named)) {
      try {
        walk(named.toRealPath(), out);
      } catch (IOException e) {
        miss(named, "its target: " + reason(e));
      }
    }
  }

  private void walk(Path path, ZipOutputStream out) throws IOException {
    Files.walkFileTree(
        path,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (lines.size() >= MAX_FILES) {
              miss(path, "more than " + MAX_FILES + " files: name fewer");
              return FileVisitResult.TERMINATE;
            }
            copy(file, attributes, out);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            miss(file, reason(e));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
              miss(folder, reason(e));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void copy(Path file, BasicFileAttributes attributes, ZipOutputStream out)
      throws IOException {
    if (file.equals(zip)) {
      miss(file, "it is this collection");
      return;
    }
    if (attributes.isSymbolicLink()) {
      link(file, attributes);
      return;
    }
    if (!attributes.isRegularFile()) {
      miss(file, kind(attributes) + ", not followed");
      return;
    }
    long size = attributes.size();
    if (size > MAX_FILE_BYTES || bytes + size > MAX_BYTES) {
      miss(
          file,
          size + " bytes are more than " + MAX_FILE_BYTES + " a file, " + MAX_BYTES + " in all");
      return;
    }
    InputStream in;
    try {
      in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      miss(file, reason(e));
      return;
    }
    ZipEntry entry = new ZipEntry(entryName(file));
    entry.setLastModifiedTime(attributes.lastModifiedTime());
    out.putNextEntry(entry);
    // No more than was there at first, so that a file that grows does not fill the disk.
    BoundedCopy copied = BoundedCopy.of(in, out, size);
    out.closeEntry();
    bytes += copied.bytes();
    files++;
    lines.add(ManifestLine.copied(file, entry.getName(), attributes, copied));
  }

  private void link(Path file, BasicFileAttributes attributes) {
    try {
      lines.add(ManifestLine.link(file, attributes, Files.readSymbolicLink(file)));
    } catch (IOException e) {
      miss(file, reason(e));
    }
  }

  private static String kind(BasicFileAttributes attributes) {
    return attributes.isDirectory() ? "a folder deeper than " + MAX_DEPTH : "a special file";
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _gone -> "it is not there (any more)";
      case AccessDeniedException _denied -> "no right to read it";
      default -> String.valueOf(e.getMessage());
    };
  }

  private void miss(Path file, String reason) {
    lines.add(ManifestLine.missing(file, reason));
  }

  /** Its path with slashes, without what a path of Windows may not hold: {@code C/Users/a.exe}. */
  private String entryName(Path file) {
    String path = file.toString().replace('\\', '/').replace(":", "");
    String name = "files/" + path.replaceFirst("^/+", "");
    String free = names.add(name) ? name : name + '~' + lines.size();
    names.add(free);
    return free;
  }
}
