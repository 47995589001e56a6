package dev.ring3.search.detect.indicators.read;

import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.detect.indicators.value.Written;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Columns divided by commas, semicolons, tabs or bars. With a header, columns of known names hold
 * value, kind, end and description; without, the first value of a row that is an indicator counts.
 * A first line that is an indicator as a whole, such as a URL with a semicolon, is one of a plain
 * list.
 */
final class CsvFormat implements IndicatorFormat {
  private static final List<String> VALUES =
      List.of(
          "indicator",
          "ioc",
          "ioc_value",
          "value",
          "indicator_value",
          "observable",
          "sha256_hash",
          "sha256",
          "sha1",
          "md5",
          "hash",
          "url",
          "domain",
          "hostname",
          "ip",
          "dst_ip",
          "address");
  private static final List<String> KINDS =
      List.of("type", "indicator_type", "ioc_type", "kind", "observable_type");
  private static final List<String> ENDS =
      List.of("expires", "expiration", "valid_until", "expiry", "expires_at");
  private static final List<String> DESCRIPTIONS =
      List.of("description", "comment", "malware", "threat", "title", "notes", "tags");
  private static final String DELIMITERS = ",;\t|";

  /** Which column holds what, by its place. */
  private record Columns(
      Optional<Integer> value,
      Optional<Integer> kind,
      Optional<Integer> ends,
      Optional<Integer> description) {}

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public boolean fits(String start) {
    return first(start)
        .filter(line -> delimiter(line) != ' ')
        .filter(line -> Written.type(Written.mended(line)).isEmpty())
        .isPresent();
  }

  /** The first line that is no remark. */
  private static Optional<String> first(String start) {
    return start
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && l.charAt(0) != '#')
        .findFirst();
  }

  /** The character that divides most; a blank if none does. */
  private static char delimiter(String line) {
    char best = ' ';
    long most = 0;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char c = DELIMITERS.charAt(i);
      long count = line.chars().filter(each -> each == c).count();
      if (count > most) {
        best = c;
        most = count;
      }
    }
    return best;
  }

  @Override
  public void read(InputStream in, Taking taking) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    reader.mark(IndicatorFormats.START);
    char[] start = new char[IndicatorFormats.START / 2];
    int length = Math.max(0, reader.read(start));
    reader.reset();
    String line = first(new String(start, 0, length)).orElse("");
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(line))
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    try (CSVParser rows = CSVParser.parse(reader, format)) {
      Columns columns = null;
      for (CSVRecord row : rows) {
        if (columns == null) {
          columns = columns(row);
          if (columns.value().isPresent()) {
            continue;
          }
        }
        row(row, columns, Long.toString(rows.getCurrentLineNumber()), taking);
      }
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new IOException("its columns cannot be told apart: " + e.getMessage(), e);
    }
  }

  private static Columns columns(CSVRecord row) {
    List<String> names =
        row.stream().map(n -> n.strip().toLowerCase(Locale.ROOT).replace(' ', '_')).toList();
    return new Columns(
        column(names, VALUES),
        column(names, KINDS),
        column(names, ENDS),
        column(names, DESCRIPTIONS));
  }

  private static Optional<Integer> column(List<String> names, List<String> known) {
    return known.stream().map(names::indexOf).filter(at -> at >= 0).findFirst();
  }

  private static void row(CSVRecord row, Columns columns, String place, Taking taking) {
    Optional<String> value =
        columns.value().isPresent()
            ? cell(row, columns.value())
            : row.stream().filter(c -> Written.type(Written.mended(c)).isPresent()).findFirst();
    if (value.isEmpty()) {
      taking.refuse(place, "no indicator in this row");
      return;
    }
    Optional<Instant> ends = cell(row, columns.ends()).flatMap(IndicatorTimes::parse);
    Optional<IndicatorType> kind = cell(row, columns.kind()).flatMap(CsvFormat::kind);
    String description = cell(row, columns.description()).orElse("");
    if (kind.isPresent()) {
      taking.take(place, kind.orElseThrow(), value.orElseThrow(), ends.orElse(null), description);
    } else {
      taking.guess(place, value.orElseThrow(), ends.orElse(null), description);
    }
  }

  private static Optional<String> cell(CSVRecord row, Optional<Integer> column) {
    return column
        .filter(at -> at < row.size())
        .map(row::get)
        .map(String::strip)
        .filter(c -> !c.isEmpty());
  }

  /** Kinds that leave no doubt; what others say is looked at. */
  private static Optional<IndicatorType> kind(String word) {
    return IndicatorType.of(word)
        .or(
            () ->
                switch (word.toLowerCase(Locale.ROOT)) {
                  case "filename", "file_name", "file-name" -> Optional.of(IndicatorType.NAME);
                  case "hostname", "fqdn" -> Optional.of(IndicatorType.DOMAIN);
                  case "regkey", "registry_key" -> Optional.of(IndicatorType.REGISTRY);
                  case "named_pipe", "pipe_name" -> Optional.of(IndicatorType.PIPE);
                  default -> Optional.empty();
                });
  }
}
