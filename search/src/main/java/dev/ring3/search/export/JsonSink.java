package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes each event as a JSON document on a line of its own. */
final class JsonSink implements EventSink {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .rootValueSeparator("")
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final Writer out;
  private final List<Column> columns;
  private final JsonGenerator json;
  private final String before;
  private final String between;
  private final String after;
  private final String end;
  private boolean started;

  /**
   * @param before written before the first document
   * @param between written from one document to the next
   * @param after written after the last document, if there is one
   * @param end written at the end
   */
  JsonSink(
      Writer out, List<Column> columns, String before, String between, String after, String end) {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.json = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    this.before = before;
    this.between = between;
    this.after = after;
    this.end = end;
  }

  @Override
  public void write(Event event) throws IOException {
    out.write(started ? between : before);
    started = true;
    try {
      EcsDocument.write(event, columns, json);
      json.flush();
    } catch (JacksonException e) {
      throw cause(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      json.close();
    } catch (JacksonException e) {
      throw cause(e);
    }
    out.write(started ? after : before);
    out.write(end);
  }

  /** What the target said, not what was made of it. */
  private static IOException cause(JacksonException e) {
    return e.getCause() instanceof IOException told ? told : new IOException(e.getMessage(), e);
  }
}
