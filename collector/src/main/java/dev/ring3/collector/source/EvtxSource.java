package dev.ring3.collector.source;

import dev.ring3.collector.evtx.EvtxDamage;
import dev.ring3.collector.evtx.EvtxItem;
import dev.ring3.collector.evtx.EvtxReader;
import dev.ring3.collector.evtx.EvtxRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The records of a Windows event log file. Belongs to one thread; closing it closes what it reads
 * from.
 */
final class EvtxSource implements Closeable {
  private final String file;
  private final EvtxReader reader;

  private EvtxSource(String file, EvtxReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file; its oldest records come first.
   *
   * @param name the path as the user named it
   * @throws dev.ring3.collector.evtx.NotEvtxException if the content is no event log
   */
  static EvtxSource open(String name, Path path) throws IOException {
    return new EvtxSource(name, EvtxReader.open(name, Files.newByteChannel(path)));
  }

  /**
   * Reads a file that comes as a stream, in the order of the file.
   *
   * @param name the path as the user named it
   * @throws dev.ring3.collector.evtx.NotEvtxException if the content is no event log; the stream is
   *     closed then
   */
  static EvtxSource open(String name, InputStream stream) throws IOException {
    return new EvtxSource(name, EvtxReader.open(name, stream));
  }

  /**
   * The next record or damage; empty at the end.
   *
   * @throws IOException if the file cannot be read, never because of its content
   */
  Optional<SourceItem> next() throws IOException {
    return reader.next().map(this::item);
  }

  private SourceItem item(EvtxItem item) {
    return switch (item) {
      case EvtxRecord windows -> WindowsRecords.of(windows, new Origin(file, windows.offset()));
      case EvtxDamage damage -> new Damage(new Origin(file, damage.offset()), damage.describe());
    };
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
