package dev.ring3.search.index;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.index.mapping.EventDocument;
import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.index.store.OwnerOnlyDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The one writer of a case. Several imports can run at once, each by several threads.
 *
 * <p>Events become visible and safe with a commit, which happens when an import ends and the last
 * one is {@link #COMMIT_AFTER} ago, and on close. If the process dies, a file's events and its
 * entry in the manifest are there together or not at all: what an unfinished import left behind is
 * deleted when the case is next opened for writing.
 *
 * <p>Memory: {@link #BUFFER_MB} MB of events that are not yet on disk, and as much again while they
 * are written.
 */
public final class CaseWriter implements AutoCloseable {
  /** Megabytes of events held in memory until they are written to a segment. */
  public static final double BUFFER_MB = 32;

  /** Time from one commit to the next while imports end. */
  public static final Duration COMMIT_AFTER = Duration.ofSeconds(30);

  /** The low bits of an event's key, which number it within its import. */
  static final int KEY_BITS = 40;

  private final String name;
  private final InstantSource clock;
  private final Directory directory;
  private final IndexWriter writer;
  private final Manifest manifest;
  private final ConcurrentLinkedDeque<EventDocument> documents = new ConcurrentLinkedDeque<>();
  private Instant lastCommit;

  private CaseWriter(
      String name, InstantSource clock, Directory directory, IndexWriter writer, Manifest known) {
    this.name = name;
    this.clock = clock;
    this.directory = directory;
    this.writer = writer;
    this.manifest = known;
    this.lastCommit = clock.instant();
  }

  /** Opens a case, new or not. */
  static CaseWriter open(String name, Path folder, InstantSource clock) {
    try {
      OwnerOnly.createFolder(folder);
      Directory directory = new OwnerOnlyDirectory(folder);
      try {
        return open(name, directory, clock);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      throw new CaseException(
          "case " + name + " is being written by another import: wait until it ends", e);
    } catch (IOException e) {
      throw new CaseException("case " + name + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static CaseWriter open(String name, Directory directory, InstantSource clock)
      throws IOException {
    IndexWriter writer = new IndexWriter(directory, config());
    try {
      boolean isNew = !DirectoryReader.indexExists(directory);
      Manifest manifest =
          isNew ? Manifest.of(clock.instant()) : Manifest.read(name, liveData(writer));
      CaseWriter opened = new CaseWriter(name, clock, directory, writer, manifest);
      for (int number : manifest.unfinished()) {
        opened.delete(number);
      }
      if (isNew || writer.hasUncommittedChanges()) {
        opened.commit();
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static Map<String, String> liveData(IndexWriter writer) {
    Map<String, String> data = new java.util.HashMap<>();
    Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
    if (live != null) {
      live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  private static IndexWriterConfig config() {
    LogByteSizeMergePolicy merges = new LogByteSizeMergePolicy();
    merges.setMergeFactor(10);
    merges.setMinMergeMB(16);
    IndexWriterConfig config = new IndexWriterConfig(null);
    config.setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION));
    config.setMergePolicy(merges);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setCommitOnClose(false);
    return config;
  }

  /** The case's name. */
  public String name() {
    return name;
  }

  /** The files whose imports have ended, oldest first. */
  public synchronized List<ImportedFile> imports() {
    return manifest.imports();
  }

  /** Starts the import of a file. The caller closes it. */
  public synchronized EventWriter begin(SourceFile file) {
    return new EventWriter(this, file, manifest.begin());
  }

  /** Makes everything so far visible and safe; events of imports that still run are not safe. */
  public synchronized void commit() {
    try {
      writer.setLiveCommitData(manifest.write().entrySet());
      writer.commit();
      lastCommit = clock.instant();
    } catch (IOException | IllegalStateException e) {
      throw failed(e);
    }
  }

  /** Commits and lets other writers in. Imports that were not finished leave nothing behind. */
  @Override
  public synchronized void close() {
    try (directory;
        writer) {
      for (int number : manifest.unfinished()) {
        abandon(number);
      }
      if (writer.isOpen()) {
        commit();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void add(Event event, int number, long ordinal) {
    EventDocument document = documents.poll();
    if (document == null) {
      document = new EventDocument();
    }
    try {
      writer.addDocument(
          document.of(event, manifest.home(), ((long) number << KEY_BITS) + ordinal));
    } catch (IOException | IllegalStateException e) {
      throw failed(e);
    }
    documents.push(document);
  }

  synchronized ImportedFile finish(
      int number, SourceFile file, long events, long records, long damaged) {
    Instant now = clock.instant();
    ImportedFile done = new ImportedFile(number, file, events, records, damaged, now);
    manifest.finish(done);
    if (!now.isBefore(lastCommit.plus(COMMIT_AFTER))) {
      commit();
    }
    return done;
  }

  synchronized void abandon(int number) {
    try {
      delete(number);
    } catch (IOException | IllegalStateException e) {
      throw failed(e);
    }
  }

  private void delete(int number) throws IOException {
    long first = (long) number << KEY_BITS;
    writer.deleteDocuments(
        NumericDocValuesField.newSlowRangeQuery(Layout.KEY, first, first + (1L << KEY_BITS) - 1));
    manifest.forget(number);
  }

  private CaseException failed(Exception e) {
    return new CaseException(
        "case "
            + name
            + " cannot be written: "
            + e.getMessage()
            + ": free disk space, check the"
            + " folder, then import again",
        e);
  }
}
