package dev.ring3.search.export;

import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** A way to write events. */
public sealed interface ExportFormat permits TableFormat, CsvFormat, NdjsonFormat, JsonFormat {
  /** Every format, in the order people are offered them. */
  List<ExportFormat> ALL =
      List.of(new TableFormat(), new CsvFormat(), new NdjsonFormat(), new JsonFormat());

  /** As people name it on the command line; also the ending of its files. */
  String name();

  /** The MIME type, with character set where it has one. */
  String mediaType();

  /**
   * Starts an export.
   *
   * @param out stays open; to be encoded as UTF-8
   * @param columns what of each event, in order; for JSON formats none means everything
   */
  EventSink open(Writer out, List<Column> columns);

  /** The format of that name. */
  static Optional<ExportFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
