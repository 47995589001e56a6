package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import java.io.IOException;

/** Writes the events of one export. */
public interface EventSink extends AutoCloseable {
  /** Writes one event. */
  void write(Event event) throws IOException;

  /** Writes what ends the export; leaves the target open. */
  @Override
  void close() throws IOException;
}
