package dev.ring3.search.index.live;

import dev.ring3.collector.event.Event;
import dev.ring3.search.index.mapping.EventDocument;
import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.index.store.OwnerOnlyDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.store.Directory;

/**
 * A slice that is being written. {@link #add}, {@link #begin} and {@link #complete} are for one
 * thread at a time, the rest for any.
 *
 * <p>Memory: {@link #BUFFER_MB} MB of events that are not on disk yet, and as much again while they
 * are written.
 */
final class Slice implements Closeable {
  static final double BUFFER_MB = 16;

  /** How old what {@link #reader} shows may be. */
  static final Duration FRESH = Duration.ofMillis(200);

  private static final String FORMAT = "ring3.format";
  private static final String RUN = "ring3.run";

  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;
  private final long home = new SecureRandom().nextLong();
  private final EventDocument document = new EventDocument();
  private final long run;
  private int awaited;
  private DirectoryReader reader;
  private long readerNanos = System.nanoTime();

  /**
   * Starts a slice.
   *
   * @param folder empty
   * @param run of the process that fills it
   */
  Slice(Path folder, long run) throws IOException {
    this.folder = folder;
    this.run = run;
    this.directory = new OwnerOnlyDirectory(folder);
    try {
      this.writer = new IndexWriter(directory, config());
      try {
        commit();
        this.reader = DirectoryReader.open(writer);
      } catch (IOException | RuntimeException e) {
        writer.rollback();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Small merges often: a segment of a few seconds is soon one of minutes, and not written anew.
   */
  private static IndexWriterConfig config() {
    LogByteSizeMergePolicy merges = new LogByteSizeMergePolicy();
    merges.setMergeFactor(10);
    merges.setMinMergeMB(0.2);
    IndexWriterConfig config = new IndexWriterConfig(null);
    config.setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION));
    config.setMergePolicy(merges);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setCommitOnClose(false);
    return config;
  }

  /** The run that wrote a slice last. */
  static long run(DirectoryReader of) throws IOException {
    return Long.parseLong(of.getIndexCommit().getUserData().getOrDefault(RUN, "0"));
  }

  Path folder() {
    return folder;
  }

  Instant started() {
    return SliceFolders.started(folder);
  }

  void add(Event event, long key) throws IOException {
    writer.addDocument(document.of(event, home, key));
  }

  /** Adds an event that will be completed. */
  void begin(Event early, long key) throws IOException {
    add(early, key);
    awaited++;
  }

  /**
   * Puts the event in the place of what was added of it: who searches finds one of the two, never
   * both. To be called once for each that was begun, also if nothing became known.
   *
   * @param at when, in the sequence of the keys
   */
  void complete(Event early, Event whole, long key, long at) throws IOException {
    awaited--;
    if (!whole.equals(early)) {
      writer.updateDocuments(
          NumericDocValuesField.newSlowExactQuery(Layout.KEY, key),
          List.of(document.completed(whole, home, key, at)));
    }
  }

  /** Whether events in it are still to be completed. */
  boolean isAwaiting() {
    return awaited > 0;
  }

  /**
   * Makes what was added so far safe.
   *
   * @return whether anything had been added
   */
  boolean commit() throws IOException {
    Map<String, String> data = new HashMap<>();
    data.put(FORMAT, Layout.VERSION);
    data.put(RUN, Long.toString(run));
    if (!writer.hasUncommittedChanges() && writer.getLiveCommitData() != null) {
      return false;
    }
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
    return true;
  }

  /** What was added up to {@link #FRESH} ago; the caller owes a {@code decRef}. */
  synchronized DirectoryReader reader() throws IOException {
    long now = System.nanoTime();
    if (now - readerNanos >= FRESH.toNanos()) {
      DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
      if (newer != null) {
        reader.decRef();
        reader = newer;
      }
      readerNanos = now;
    }
    reader.incRef();
    return reader;
  }

  /** Whether writing has failed in a way that Lucene does not go on from. */
  boolean isBroken() {
    return !writer.isOpen();
  }

  /** Commits and ends writing; waits for merges. */
  @Override
  public void close() throws IOException {
    try (directory;
        writer) {
      synchronized (this) {
        reader.decRef();
      }
      if (writer.isOpen()) {
        commit();
      }
    }
  }
}
