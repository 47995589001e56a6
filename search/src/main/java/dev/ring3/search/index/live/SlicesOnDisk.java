package dev.ring3.search.index.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.FSDirectory;

/**
 * The live events as they are committed, for processes that do not write them. Keeps a reader open
 * for each slice. Safe for any thread.
 */
public final class SlicesOnDisk implements LiveReaders {
  private final SliceFolders folders;
  private final Map<Path, DirectoryReader> open = new HashMap<>();

  /**
   * @param data the data directory
   */
  public SlicesOnDisk(Path data) {
    folders = new SliceFolders(data);
  }

  @Override
  public boolean exist() {
    return Files.isDirectory(folders.root());
  }

  @Override
  public List<DirectoryReader> acquire() throws IOException {
    return acquire(Set.of());
  }

  /** Like {@link #acquire()}, without some slices. */
  synchronized List<DirectoryReader> acquire(Set<Path> except) throws IOException {
    List<Path> slices = folders.all();
    for (Path gone : List.copyOf(open.keySet())) {
      if (!slices.contains(gone)) {
        forget(gone);
      }
    }
    List<DirectoryReader> readers = new ArrayList<>();
    try {
      for (Path slice : slices) {
        if (!except.contains(slice)) {
          acquire(slice, readers);
        }
      }
      return readers;
    } catch (IOException e) {
      for (DirectoryReader reader : readers) {
        reader.decRef();
      }
      throw e;
    }
  }

  private void acquire(Path slice, List<DirectoryReader> readers) throws IOException {
    try {
      DirectoryReader newest = newest(slice);
      newest.incRef();
      readers.add(newest);
    } catch (IndexNotFoundException e) {
      forget(slice); // started, and nothing is committed yet
    } catch (NoSuchFileException e) {
      forget(slice);
      if (Files.exists(slice)) {
        throw e; // else it was deleted meanwhile
      }
    }
  }

  private DirectoryReader newest(Path slice) throws IOException {
    DirectoryReader known = open.get(slice);
    if (known == null) {
      DirectoryReader first = DirectoryReader.open(FSDirectory.open(slice));
      open.put(slice, first);
      return first;
    }
    DirectoryReader changed = DirectoryReader.openIfChanged(known);
    if (changed == null) {
      return known;
    }
    open.put(slice, changed);
    known.decRef();
    return changed;
  }

  /** Closes a slice's reader, so that its files can be deleted. */
  synchronized void forget(Path slice) throws IOException {
    DirectoryReader known = open.remove(slice);
    if (known != null) {
      known.decRef();
    }
  }

  @Override
  public long bytes() throws IOException {
    long sum = 0;
    for (Path slice : folders.all()) {
      sum += SliceFolders.bytes(slice);
    }
    return sum;
  }

  @Override
  public synchronized void close() {
    for (Path slice : List.copyOf(open.keySet())) {
      try {
        forget(slice);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close " + slice, e);
      }
    }
  }
}
