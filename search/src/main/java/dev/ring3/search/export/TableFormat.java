package dev.ring3.search.export;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligned columns for terminals. Widths come from the header and the first {@value #FIRST} events;
 * later cells that are wider push the rest of their line. A cell ends with … after {@value #WIDEST}
 * characters, except in the last column. Characters that steer a terminal are written as {@code
 * \\u{…}}.
 */
public record TableFormat() implements ExportFormat {
  /** Events that the widths are taken from. */
  static final int FIRST = 100;

  /** Characters of the widest column but the last. */
  static final int WIDEST = 60;

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public EventSink open(Writer out, List<Column> columns) {
    return new Sink(out, columns.isEmpty() ? Column.USUAL : List.copyOf(columns));
  }

  private static final class Sink implements EventSink {
    private final Writer out;
    private final List<Column> columns;
    private final List<List<String>> waiting = new ArrayList<>();
    private int[] widths = new int[0];

    Sink(Writer out, List<Column> columns) {
      this.out = out;
      this.columns = columns;
      waiting.add(columns.stream().map(column -> plain(column.header())).toList());
    }

    @Override
    public void write(Event event) throws IOException {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        String cell = plain(columns.get(i).text(event));
        line.add(i + 1 < columns.size() ? shortened(cell) : cell);
      }
      if (widths.length == 0) {
        waiting.add(line);
        if (waiting.size() > FIRST) {
          flush();
        }
      } else {
        line(line);
      }
    }

    private void flush() throws IOException {
      if (widths.length > 0) {
        return;
      }
      int[] needed = new int[columns.size()];
      for (List<String> line : waiting) {
        Arrays.setAll(needed, i -> Math.max(needed[i], length(line.get(i))));
      }
      widths = needed;
      for (List<String> line : waiting) {
        line(line);
      }
      waiting.clear();
    }

    private void line(List<String> cells) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        line.append(cells.get(i));
        if (i + 1 < cells.size()) {
          line.append(" ".repeat(Math.max(0, widths[i] - length(cells.get(i))) + 2));
        }
      }
      out.write(line.toString().stripTrailing());
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shortened(String text) {
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  private static String plain(String text) {
    if (text.codePoints().noneMatch(TableFormat::steers)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (steers(point)) {
                plain.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
