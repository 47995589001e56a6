package dev.ring3.search.export;

import java.io.Writer;
import java.util.List;

/** One JSON array of documents in ECS nesting, each on a line of its own. */
public record JsonFormat() implements ExportFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public EventSink open(Writer out, List<Column> columns) {
    return new JsonSink(out, columns, "[\n", ",\n", "\n", "]\n");
  }
}
