package dev.ring3.search.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.QueryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
  private static final Instant TIME = Instant.parse("2024-05-01T10:00:00.123Z");
  private static final Names NAMES =
      new Names(
          Aliases.load(),
          _n -> List.of(),
          List.of("winlog.event_data.TaskName", "winlog.event_data.=cmd"));

  private static Event event(String commandLine) {
    return Event.of(EventType.PROCESS_START, TIME)
        .set(Field.PROCESS_COMMAND_LINE, commandLine)
        .set(Field.PROCESS_PID, 42)
        .set(Field.PROCESS_EXIT_CODE, -1)
        .setAll(Field.TAGS, List.of("one", "two"))
        .source("winlog.event_data.TaskName", "T")
        .build();
  }

  private static String written(ExportFormat format, List<Column> columns, List<Event> events)
      throws IOException {
    StringWriter out = new StringWriter();
    try (EventSink sink = format.open(out, columns)) {
      for (Event event : events) {
        sink.write(event);
      }
    }
    return out.toString();
  }

  private static List<Column> columns(String... names) {
    return Column.of(List.of(names), NAMES);
  }

  @Test
  void csvFollowsRfc4180() throws IOException {
    String csv =
        written(
            new CsvFormat(),
            columns("@timestamp", "CommandLine", "process.pid", "tags", "TaskName"),
            List.of(event("a,b \"c\"\r\nd"), event("plain")));

    assertEquals(
        """
        @timestamp,CommandLine,process.pid,tags,TaskName\r
        2024-05-01T10:00:00.123Z,"a,b ""c""\r
        d",42,one; two,T\r
        2024-05-01T10:00:00.123Z,plain,42,one; two,T\r
        """,
        csv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void csvRunsNoFormula(String value) throws IOException {
    String csv = written(new CsvFormat(), columns("CommandLine"), List.of(event(value)));

    String cell = csv.substring("CommandLine\r\n".length());
    assertTrue(cell.startsWith("'" + value) || cell.startsWith("\"'" + value), cell);
  }

  @Test
  void csvKeepsNumbersAndGuardsForeignHeaders() throws IOException {
    String csv =
        written(
            new CsvFormat(),
            List.of(
                Column.of(Field.PROCESS_EXIT_CODE),
                new Column("=cmd", columns("winlog.event_data.=cmd").getFirst().names())),
            List.of(event("x")));

    assertEquals("process.exit_code,'=cmd\r\n-1,\r\n", csv);
  }

  @Test
  void tablesAreAlignedAndSteerNoTerminal() throws IOException {
    Event wide =
        Event.of(EventType.PROCESS_END, TIME)
            .set(Field.PROCESS_COMMAND_LINE, "w".repeat(70))
            .set(Field.PROCESS_PID, 7)
            .build();

    String table =
        written(
            new TableFormat(),
            columns("process.pid", "CommandLine", "event.action"),
            List.of(event("a\u001b[31mb\u202e"), wide));

    String gap = " ".repeat(60 - "CommandLine".length() + 2);
    assertEquals(
        "process.pid  CommandLine"
            + gap
            + "event.action\n"
            + "42           a\\u{1b}[31mb\\u{202e}"
            + " ".repeat(60 - 20 + 2)
            + "process_start\n"
            + "7            "
            + "w".repeat(59)
            + "…  process_end\n",
        table);
  }

  @Test
  void tablesGoOnAfterTheWidthsAreKnown() throws IOException {
    List<Event> many = java.util.Collections.nCopies(TableFormat.FIRST * 3, event("x"));

    String table = written(new TableFormat(), columns("process.pid"), many);

    assertEquals(1 + many.size(), table.lines().count());
    assertEquals("process.pid\n", written(new TableFormat(), columns("process.pid"), List.of()));
  }

  @Test
  void ndjsonNestsNamesAndKeepsTypes() throws IOException {
    Event event =
        Event.of(EventType.IMAGE_LOAD, TIME)
            .set(Field.PROCESS_PID, 42)
            .set(Field.DLL_SIGNED, true)
            .setAll(Field.TAGS, List.of("one"))
            .source("winlog.event_data.A", "leaf")
            .source("winlog.event_data.A.B", "below it")
            .source("odd..name", "\"quoted\"\n")
            .build();

    assertEquals(
        "{\"@timestamp\":\"2024-05-01T10:00:00.123Z\",\"dll\":{\"code_signature\":{\"exists\":true}},"
            + "\"event\":{\"action\":\"image_load\",\"category\":\"library\",\"kind\":\"event\","
            + "\"type\":\"start\"},\"odd..name\":\"\\\"quoted\\\"\\n\",\"process\":{\"pid\":42},"
            + "\"tags\":[\"one\"],\"winlog\":{\"event_data\":{\"A\":\"leaf\",\"A.B\":\"below it\"}}}\n",
        written(new NdjsonFormat(), List.of(), List.of(event)));
    assertEquals("", written(new NdjsonFormat(), List.of(), List.of()));
  }

  @Test
  void jsonIsOneArrayOfChosenColumns() throws IOException {
    List<Column> columns = columns("process.pid", "taskname", "user.name");

    assertEquals(
        """
        [
        {"process":{"pid":42},"winlog":{"event_data":{"TaskName":"T"}}},
        {"process":{"pid":42},"winlog":{"event_data":{"TaskName":"T"}}}
        ]
        """,
        written(new JsonFormat(), columns, List.of(event("a"), event("b"))));
    assertEquals("[\n]\n", written(new JsonFormat(), columns, List.of()));
  }

  @Test
  void theSidecarSaysWhatWasExported() throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export export = new Export(new CsvFormat(), columns("process.pid"), out);
    assertThrows(IllegalStateException.class, export::sha256);
    try (export) {
      export.accept(event("a"));
      export.accept(event("ü"));
    }
    HuntRequest request =
        new HuntRequest(
            "process.pid:42",
            new TimeRange(TIME, Instant.MAX),
            HuntScope.of("c"),
            Order.NEWEST_FIRST);
    StringWriter json = new StringWriter();
    Sidecar.of(export, request, true, "1.2", TIME).write(json);

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
    assertEquals("process.pid\r\n42\r\n42\r\n", out.toString(StandardCharsets.UTF_8));
    assertEquals(
        "{\"query\":\"process.pid:42\",\"from\":\"2024-05-01T10:00:00.123Z\",\"until\":null,"
            + "\"cases\":[\"c\"],\"sort\":\"@timestamp\",\"descending\":true,\"selection\":true,"
            + "\"format\":\"csv\",\"columns\":[\"process.pid\"],\"count\":2,\"sha256\":\""
            + HexFormat.of().formatHex(hash)
            + "\",\"ring3\":\"1.2\",\"created\":\"2024-05-01T10:00:00.123Z\"}\n",
        json.toString());
  }

  @Test
  void formatsAreFoundByName() {
    for (ExportFormat format : ExportFormat.ALL) {
      assertEquals(format, ExportFormat.named(format.name()).orElseThrow());
    }
    assertTrue(ExportFormat.named("xls").isEmpty());
    assertThrows(QueryException.class, () -> columns("nosuchfield"));
  }
}
