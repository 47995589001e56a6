package dev.ring3.collector.source;

import dev.ring3.collector.evtx.EvtxDamage;
import dev.ring3.collector.evtx.EvtxItem;
import dev.ring3.collector.evtx.EvtxReader;
import dev.ring3.collector.evtx.EvtxRecord;
import dev.ring3.collector.evtx.SystemField;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      case EvtxRecord windows -> record(windows);
      case EvtxDamage damage -> new Damage(new Origin(file, damage.offset()), damage.describe());
    };
  }

  private WindowsRecord record(EvtxRecord record) {
    return new WindowsRecord(
        new Origin(file, record.offset()),
        record.time(),
        new WindowsSystem(
            record.system(SystemField.PROVIDER),
            record.system(SystemField.PROVIDER_GUID),
            record.system(SystemField.EVENT_ID),
            record.system(SystemField.VERSION),
            record.system(SystemField.LEVEL),
            record.system(SystemField.TASK),
            record.system(SystemField.OPCODE),
            record.system(SystemField.KEYWORDS),
            number(record.system(SystemField.RECORD_ID)),
            record.system(SystemField.ACTIVITY_ID),
            record.system(SystemField.RELATED_ACTIVITY_ID),
            number(record.system(SystemField.PROCESS_ID)),
            number(record.system(SystemField.THREAD_ID)),
            record.system(SystemField.CHANNEL),
            record.system(SystemField.COMPUTER),
            record.system(SystemField.USER_SID)),
        record.data(),
        record.message());
  }

  /** A decimal number; null if absent, or if a writer put something else there. */
  private static @Nullable Long number(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
