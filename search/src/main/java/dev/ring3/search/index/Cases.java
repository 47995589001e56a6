package dev.ring3.search.index;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.index.live.LiveReaders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The cases of a data directory: {@code <data>/cases/<name>/}, each an index of its own. Safe for
 * any thread; several processes can have the same directory open.
 */
public final class Cases implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private final Path data;
  private final Path root;
  private final InstantSource clock;
  private final Map<String, DirectoryReader> readers = new HashMap<>();

  /**
   * @param data the data directory; created when the first case is
   */
  public Cases(Path data, InstantSource clock) {
    this.data = data;
    this.root = data.resolve("cases");
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Whether a case can have that name: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, no dot first, and not
   * {@link LiveReaders#NAME}.
   */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(LiveReaders.NAME);
  }

  /** The data directory. */
  public Path data() {
    return data;
  }

  /** The names of all cases, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
      List<String> found = new ArrayList<>();
      for (Path folder : folders) {
        String name = String.valueOf(folder.getFileName());
        if (isName(name)) {
          found.add(name);
        }
      }
      found.sort(String::compareTo);
      return found;
    } catch (IOException e) {
      throw new CaseException("cannot list " + root + ": " + e.getMessage(), e);
    }
  }

  /** All cases as they are on disk, sorted by name. */
  public List<CaseStatus> list() {
    return names().stream().map(this::status).toList();
  }

  /** A case as it is on disk. */
  public CaseStatus status(String name) {
    try {
      DirectoryReader reader = acquire(name);
      try {
        Manifest manifest = manifest(name, reader);
        return new CaseStatus.Intact(
            name,
            reader.numDocs(),
            bytes(folder(name)),
            TimeEdge.first(reader),
            TimeEdge.last(reader),
            manifest.created(),
            manifest.imports());
      } finally {
        reader.decRef();
      }
    } catch (CaseException e) {
      return new CaseStatus.Unreadable(name, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new CaseStatus.Unreadable(name, String.valueOf(damaged(name, e).getMessage()));
    }
  }

  /**
   * Opens a case for writing; creates it if there is none.
   *
   * @throws CaseException if the name cannot be one, or the case is being written already
   */
  public CaseWriter write(String name) {
    Path folder = folder(name);
    try {
      OwnerOnly.createFolder(root);
    } catch (IOException e) {
      throw new CaseException("cannot create " + root + ": " + e.getMessage(), e);
    }
    return CaseWriter.open(name, folder, clock);
  }

  /**
   * Deletes a case for good. Snapshots that are open stay usable where the system lets them.
   *
   * @throws CaseException if there is none, or it is being written
   */
  public void delete(String name) {
    Path folder = existing(name);
    Path doomed = root.resolve(".deleted-" + name + "-" + Long.toHexString(System.nanoTime()));
    try (Directory directory = FSDirectory.open(folder);
        Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      lock.ensureValid();
      forget(name);
      Files.move(folder, doomed);
    } catch (LockObtainFailedException e) {
      throw new CaseException(
          "case " + name + " is being written: wait until the import ends, then delete it", e);
    } catch (IOException e) {
      throw new CaseException("cannot delete case " + name + ": " + e.getMessage(), e);
    }
    try (Stream<Path> files = Files.walk(doomed)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CaseException(
          "case " + name + " is gone, but not all its files: delete " + doomed, e);
    }
  }

  /** The newest committed state of a case; the caller owes a {@code decRef}. */
  synchronized DirectoryReader acquire(String name) {
    Path folder = existing(name);
    DirectoryReader known = readers.get(name);
    try {
      DirectoryReader current = known == null ? null : newer(known);
      if (current == null) {
        forget(name);
        current = DirectoryReader.open(FSDirectory.open(folder));
        manifest(name, current);
      } else if (!current.equals(known)) {
        Objects.requireNonNull(known).decRef();
      }
      readers.put(name, current);
      current.incRef();
      return current;
    } catch (IndexNotFoundException e) {
      throw new CaseException(
          "case " + name + " holds no index yet: import a file, or delete it", e);
    } catch (IOException e) {
      forget(name);
      throw damaged(name, e);
    }
  }

  /** The same reader if nothing changed; null if it must be opened anew. */
  private static @Nullable DirectoryReader newer(DirectoryReader known) throws IOException {
    try {
      Map<String, String> onDisk = SegmentInfos.readLatestCommit(known.directory()).getUserData();
      if (!Manifest.isSameCase(onDisk, known.getIndexCommit().getUserData())) {
        return null; // deleted and created again by another process
      }
      DirectoryReader changed = DirectoryReader.openIfChanged(known);
      return changed == null ? known : changed;
    } catch (IllegalStateException | NoSuchFileException e) {
      return null;
    }
  }

  private synchronized void forget(String name) {
    DirectoryReader known = readers.remove(name);
    if (known != null) {
      release(List.of(new Snapshot.Part(name, known)));
    }
  }

  private static void release(List<Snapshot.Part> parts) {
    for (Snapshot.Part part : parts) {
      try {
        part.reader().decRef();
      } catch (IOException e) {
        throw damaged(part.caseName(), e);
      }
    }
  }

  private static Manifest manifest(String name, DirectoryReader reader) throws IOException {
    return Manifest.read(name, reader.getIndexCommit().getUserData());
  }

  private static CaseException damaged(String name, IOException e) {
    return new CaseException(
        "case "
            + name
            + " is damaged: "
            + e.getMessage()
            + ": delete it and import its files"
            + " again",
        e);
  }

  private Path folder(String name) {
    if (!isName(name)) {
      throw new CaseException(
          "'"
              + name
              + "' is no case name: 1 to 64 of A-Z a-z 0-9 . _ -, no dot first, and not "
              + LiveReaders.NAME);
    }
    return root.resolve(name);
  }

  private Path existing(String name) {
    Path folder = folder(name);
    if (!Files.isDirectory(folder)) {
      List<String> known = names();
      throw new CaseException(
          "no case "
              + name
              + (known.isEmpty()
                  ? ": import a file first"
                  : ": there are " + String.join(", ", known)));
    }
    return folder;
  }

  private static long bytes(Path folder) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        sum += size(file);
      }
    }
    return sum;
  }

  /** A writer may merge a file away meanwhile. */
  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Closes what is open for reading. */
  @Override
  public synchronized void close() {
    for (String name : List.copyOf(readers.keySet())) {
      forget(name);
    }
  }
}
