package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them: a header, CRLF, quotes where they are needed.
 *
 * <p>Spreadsheets run text that starts like a formula, and what attackers write ends up here. So
 * text that starts with {@code = + - @}, a tab or a carriage return gets an apostrophe before it;
 * numbers and the header names of known fields do not.
 */
public record CsvFormat() implements ExportFormat {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv; charset=utf-8; header=present";
  }

  @Override
  public EventSink open(Writer out, List<Column> columns) {
    return new Sink(out, columns.isEmpty() ? Column.USUAL : List.copyOf(columns));
  }

  private static final class Sink implements EventSink {
    private final Writer out;
    private final List<Column> columns;
    private boolean started;

    Sink(Writer out, List<Column> columns) {
      this.out = out;
      this.columns = columns;
    }

    @Override
    public void write(Event event) throws IOException {
      start();
      line(
          columns.stream()
              .map(column -> column.isNumber() ? column.text(event) : harmless(column.text(event)))
              .toList());
    }

    private void start() throws IOException {
      if (!started) {
        started = true;
        line(
            columns.stream()
                .map(Column::header)
                .map(header -> Field.named(header).isPresent() ? header : harmless(header))
                .toList());
      }
    }

    private void line(List<String> cells) throws IOException {
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(quoted(cells.get(i)));
      }
      out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
      start();
    }
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }
}
