package dev.ring3.search.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunTest {
  private static final String CASE = "one";

  @TempDir Path folder;
  @TempDir Path data;
  private Cases cases;

  @BeforeEach
  void open() {
    cases = new Cases(data, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    cases.close();
  }

  @Test
  void aFileThatTheCaseHasIsLeftOutUnlessAskedFor() throws IOException {
    Path file = write("a.json", lines(0, 700));
    assertEquals(700, run(false, file).events());
    ImportReport second = run(false, file);
    assertEquals(0, second.events());
    assertEquals(1, second.known());
    assertTrue(second.problems().getFirst().contains("imported before"), second.toString());
    assertEquals(700, count());
    assertEquals(700, run(true, file).events());
    assertEquals(1400, count());
  }

  @Test
  void equalFilesOfOneRunAreBothTaken() throws IOException {
    Path one = write("x/a.json", lines(0, 3));
    Path two = write("y/a.json", lines(0, 3));
    assertEquals(6, run(false, one, two).events());
    assertEquals(2, run(false, one, two).known());
    assertEquals(6, count());
  }

  @Test
  void damageAndUnknownFilesCostThemselvesOnly() throws IOException {
    Path damaged = write("damaged.json", lines(0, 2) + "{\"broken\n" + lines(2, 2));
    Path unknown = write("unknown.bin", "\u0001\u0002");
    Path whole = write("whole.json", lines(4, 5));
    ImportReport report = run(false, damaged, unknown, folder.resolve("gone.json"), whole);
    assertEquals(9, report.events());
    assertEquals(2, report.files());
    assertEquals(1, report.damaged());
    assertEquals(2, report.skipped());
    assertEquals(3, report.problems().size());
    assertTrue(
        report.problems().getFirst().startsWith(damaged + ": offset "),
        report.problems().getFirst());
    assertTrue(
        report
            .summary()
            .matches(
                "imported 9 events from 2 files \\(9 records read, 1 damaged, 2 files skipped\\)"
                    + " in [0-9.]+ s"),
        report.summary());
  }

  @Test
  void eventsKeepTheOrderOfTheirFile() throws IOException {
    run(false, write("a.json", lines(0, 5_000)));
    Hunt hunt = Hunt.over(EventIndex.over(cases), Clock.systemUTC());
    List<Long> sequence = new ArrayList<>();
    HuntRequest oldestFirst =
        new HuntRequest(
            "", TimeRange.ALL, HuntScope.of(CASE), new Order(Field.EVENT_MODULE, false));
    hunt.forEach(
        oldestFirst,
        Long.MAX_VALUE,
        row -> sequence.add(row.event().number(Field.EVENT_SEQUENCE).orElseThrow()));
    assertEquals(IntStream.range(0, 5_000).asLongStream().boxed().toList(), sequence);
  }

  @Test
  void nothingReadIsTold() throws IOException {
    assertTrue(run(false, write("unknown.bin", "\u0001")).nothingRead());
  }

  @Test
  void aCancelledRunLeavesTheRestOut() throws IOException {
    Path file = write("a.json", lines(0, 10));
    try (CaseWriter target = cases.write(CASE)) {
      ImportRun run =
          new ImportRun(target, List.of(new ImportFile(file, "a")), false, Clock.systemUTC());
      run.cancel();
      ImportReport report = run.run();
      assertEquals(0, report.events());
      assertEquals(1, report.skipped());
    }
    assertEquals(0, count());
  }

  private ImportReport run(boolean again, Path... files) {
    try (CaseWriter target = cases.write(CASE)) {
      List<ImportFile> named =
          List.of(files).stream().map(f -> new ImportFile(f, f.toString())).toList();
      ImportRun run = new ImportRun(target, named, again, Clock.systemUTC());
      ImportReport report = run.run();
      assertEquals(report.events(), run.progress().events());
      assertEquals(files.length, run.progress().filesDone());
      return report;
    }
  }

  private long count() {
    return Hunt.over(EventIndex.over(cases), Clock.systemUTC())
        .count(HuntRequest.of("", HuntScope.of(CASE)));
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String lines(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(
            i ->
                "{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"event\":{\"module\":\"m\",\"sequence\":"
                    + i
                    + "}}\n")
        .collect(Collectors.joining());
  }
}
