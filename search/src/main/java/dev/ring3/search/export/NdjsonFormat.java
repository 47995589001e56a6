package dev.ring3.search.export;

import java.io.Writer;
import java.util.List;

/** One JSON document in ECS nesting per line, as bulk imports of search clusters take them. */
public record NdjsonFormat() implements ExportFormat {
  @Override
  public String name() {
    return "ndjson";
  }

  @Override
  public String mediaType() {
    return "application/x-ndjson";
  }

  @Override
  public EventSink open(Writer out, List<Column> columns) {
    return new JsonSink(out, columns, "", "\n", "\n", "");
  }
}
