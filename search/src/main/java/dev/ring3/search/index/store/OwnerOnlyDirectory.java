package dev.ring3.search.index.store;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/** An index's folder, in which only its owner can read. */
public final class OwnerOnlyDirectory extends FilterDirectory {
  private final Path folder;

  /** Opens a folder, which is created if there is none. */
  public OwnerOnlyDirectory(Path folder) throws IOException {
    super(open(folder));
    this.folder = folder;
  }

  private static FSDirectory open(Path folder) throws IOException {
    OwnerOnly.createFolder(folder);
    return FSDirectory.open(folder);
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    IndexOutput output = super.createOutput(name, context);
    OwnerOnly.restrictFile(folder.resolve(name));
    return output;
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
      throws IOException {
    IndexOutput output = super.createTempOutput(prefix, suffix, context);
    OwnerOnly.restrictFile(folder.resolve(output.getName()));
    return output;
  }

  @Override
  public Lock obtainLock(String name) throws IOException {
    Lock lock = super.obtainLock(name);
    try {
      OwnerOnly.restrictFile(folder.resolve(name));
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }
}
