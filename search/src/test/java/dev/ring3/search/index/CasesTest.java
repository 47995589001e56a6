package dev.ring3.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import dev.ring3.search.testing.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
  private static final Instant NOW = Instant.parse("2024-05-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path data;
  private Cases cases;

  @BeforeEach
  void open() {
    cases = new Cases(data, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    cases.close();
  }

  private static List<Event> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Event.of(EventType.PROCESS_START, NOW.plusSeconds(i))
                    .set(Field.PROCESS_PID, i)
                    .set(Field.PROCESS_NAME, "p" + i)
                    .build())
        .toList();
  }

  private long count(Cases in, String name) {
    try (Snapshot snapshot = EventIndex.over(in).open(List.of(name), LIMIT)) {
      return snapshot.count(new Query.All());
    }
  }

  @Test
  void aCaseSaysWhatItHolds() {
    Imports.into(cases, "one", "a.evtx", events(10));

    CaseStatus.Intact status = assertInstanceOf(CaseStatus.Intact.class, cases.status("one"));

    assertEquals(10, status.events());
    assertEquals(Optional.of(new TimeRange(NOW, NOW.plusSeconds(9).plusNanos(1))), status.span());
    assertEquals(NOW, status.created());
    assertTrue(status.bytes() > 1_000);
    assertEquals(
        List.of(new ImportedFile(1, Imports.file("a.evtx"), 10, 10, 0, NOW)), status.imports());
    assertEquals(List.of(status), cases.list());
  }

  @Test
  void anEmptyCaseIsACase() {
    cases.write("empty").close();

    CaseStatus.Intact status = assertInstanceOf(CaseStatus.Intact.class, cases.status("empty"));

    assertEquals(0, status.events());
    assertEquals(Optional.empty(), status.span());
    assertEquals(0, count(cases, "empty"));
  }

  @Test
  void theManifestKnowsFilesByContent() {
    Imports.into(cases, "one", "a.evtx", events(3));

    try (CaseWriter writer = cases.write("one")) {
      assertTrue(knows(writer, "a.evtx"));
      assertFalse(knows(writer, "b.evtx"));
    }
  }

  @Test
  void anImportThatIsNotFinishedLeavesNothing() {
    Imports.into(cases, "one", "a", events(3));
    try (CaseWriter writer = cases.write("one")) {
      try (EventWriter given = writer.begin(Imports.file("b"))) {
        events(5).forEach(given);
        writer.commit();
        assertEquals(8, count(cases, "one"));
      }
      EventWriter neverClosed = writer.begin(Imports.file("c"));
      events(4).forEach(neverClosed);
    }

    assertEquals(3, count(cases, "one"));
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (CaseWriter writer = cases.write("one")) {
            EventWriter ended = writer.begin(Imports.file("d"));
            ended.finish(0, 0);
            ended.accept(events(1).getFirst());
          }
        });
  }

  @Test
  void afterACrashAFileIsThereWholeOrNotAtAll() throws IOException {
    CaseWriter crashing = cases.write("one");
    EventWriter whole = crashing.begin(Imports.file("whole"));
    events(7).forEach(whole);
    whole.finish(7, 0);
    EventWriter half = crashing.begin(Imports.file("half"));
    events(5).forEach(half);
    crashing.commit();
    events(5).forEach(half);
    EventWriter late = crashing.begin(Imports.file("late"));
    events(9).forEach(late);
    late.finish(9, 0);

    // What a killed process leaves: the files as they are now, and no lock.
    Path copy = data.resolve("copy");
    copy(data.resolve("cases"), copy.resolve("cases"));
    crashing.close();
    try (Cases after = new Cases(copy, InstantSource.fixed(NOW))) {
      try (CaseWriter writer = after.write("one")) {
        assertTrue(knows(writer, "whole"));
        assertFalse(knows(writer, "half"));
        assertFalse(knows(writer, "late"));
        assertEquals(7, count(after, "one"));
        try (EventWriter again = writer.begin(Imports.file("half"))) {
          events(10).forEach(again);
          again.finish(10, 0);
        }
      }
      assertEquals(17, count(after, "one"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.endsWith("write.lock")) {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void aCaseHasOneWriter() {
    try (CaseWriter writer = cases.write("one");
        Cases other = new Cases(data, InstantSource.system())) {
      assertEquals("one", writer.name());
      CaseException refused = assertThrows(CaseException.class, () -> other.write("one"));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("another import"), refused.toString());
      assertThrows(CaseException.class, () -> other.delete("one"));
      other.write("two").close();
    }
    cases.write("one").close();
  }

  @Test
  void readersSeeCommitsAndKeepWhatTheyOpened() {
    Imports.into(cases, "one", "a", events(2));
    try (Snapshot early = EventIndex.over(cases).open(List.of("one"), LIMIT)) {
      Imports.into(cases, "one", "b", events(3));
      assertEquals(2, early.count(new Query.All()));
      assertEquals(5, count(cases, "one"));
    }
  }

  @Test
  void severalThreadsCanWriteOneFile() throws InterruptedException {
    List<Event> events = events(2_000);
    try (CaseWriter writer = cases.write("one");
        EventWriter target = writer.begin(Imports.file("a"))) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int start = t * 500;
        threads.add(
            Thread.ofPlatform()
                .name("indexer-" + t)
                .start(() -> events.subList(start, start + 500).forEach(target)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(2_000, target.finish(2_000, 0).events());
    }
    try (Snapshot snapshot = EventIndex.over(cases).open(List.of("one"), LIMIT)) {
      List<Event> found = new ArrayList<>();
      snapshot.forEach(
          new Query.All(),
          new Order(Field.TIMESTAMP, false),
          Long.MAX_VALUE,
          row -> found.add(row.event()));
      assertEquals(events, found);
    }
  }

  @Test
  void aDeletedCaseIsGoneAndItsNameIsFree() throws IOException {
    Imports.into(cases, "one", "a", events(2));
    Imports.into(cases, "two", "a", events(3));
    assertEquals(2, count(cases, "one"));

    cases.delete("one");

    assertEquals(List.of("two"), cases.names());
    CaseException gone =
        assertThrows(CaseException.class, () -> EventIndex.over(cases).open(List.of("one"), LIMIT));
    assertTrue(String.valueOf(gone.getMessage()).contains("two"), gone.toString());
    assertThrows(CaseException.class, () -> cases.delete("one"));
    Imports.into(cases, "one", "b", events(4));
    assertEquals(4, count(cases, "one"));
    try (Stream<Path> left = Files.list(data.resolve("cases"))) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void aCaseReplacedByAnotherProcessIsReadAnew() {
    Imports.into(cases, "one", "a", events(2));
    assertEquals(2, count(cases, "one"));
    try (Cases other = new Cases(data, InstantSource.fixed(NOW))) {
      other.delete("one");
      Imports.into(other, "one", "b", events(4));
    }

    assertEquals(4, count(cases, "one"));
  }

  @Test
  void aDamagedCaseDoesNotHideTheOthers() throws IOException {
    Imports.into(cases, "good", "a", events(2));
    Imports.into(cases, "bad", "a", events(2));
    try (Stream<Path> files = Files.list(data.resolve("cases/bad"))) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith("segments_")) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length / 2] ^= 0x55;
          Files.write(file, bytes);
        }
      }
    }
    Files.createDirectories(data.resolve("cases/hollow"));

    assertInstanceOf(CaseStatus.Intact.class, cases.status("good"));
    CaseStatus.Unreadable bad = assertInstanceOf(CaseStatus.Unreadable.class, cases.status("bad"));
    assertTrue(bad.problem().contains("delete it and import its files again"), bad.problem());
    CaseStatus.Unreadable hollow =
        assertInstanceOf(CaseStatus.Unreadable.class, cases.status("hollow"));
    assertTrue(hollow.problem().contains("no index yet"), hollow.problem());
    assertThrows(
        CaseException.class, () -> EventIndex.over(cases).open(List.of("good", "bad"), LIMIT));
    assertThrows(CaseException.class, () -> cases.write("bad"));
    try (Snapshot all = EventIndex.over(cases).openAll(LIMIT)) {
      assertEquals(List.of("good"), all.cases());
      assertEquals(2, all.unreadable().size());
      assertEquals(2, all.count(new Query.All()));
    }
  }

  @Test
  void anIndexOfAnotherFormatIsRefused() throws IOException {
    Path folder = data.resolve("cases/foreign");
    Files.createDirectories(folder);
    try (org.apache.lucene.store.Directory directory =
            org.apache.lucene.store.FSDirectory.open(folder);
        org.apache.lucene.index.IndexWriter writer =
            new org.apache.lucene.index.IndexWriter(
                directory, new org.apache.lucene.index.IndexWriterConfig(null))) {
      writer.commit();
    }

    CaseStatus.Unreadable status =
        assertInstanceOf(CaseStatus.Unreadable.class, cases.status("foreign"));
    assertTrue(status.problem().contains("has format none"), status.problem());
    assertThrows(CaseException.class, () -> cases.write("foreign"));
    assertThrows(CaseException.class, () -> EventIndex.over(cases).open(List.of("foreign"), LIMIT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", ".hidden", "../x", "a/b", "a\\b", "a b", "ä", "a\n", "a\u0000"})
  void aNameCannotLeaveTheFolder(String name) {
    assertFalse(Cases.isName(name));
    assertThrows(CaseException.class, () -> cases.write(name));
    assertThrows(CaseException.class, () -> cases.delete(name));
    assertThrows(CaseException.class, () -> EventIndex.over(cases).open(List.of(name), LIMIT));
  }

  @Test
  void namesHaveALimit() {
    assertTrue(Cases.isName("a".repeat(64)));
    assertFalse(Cases.isName("a".repeat(65)));
    assertTrue(Cases.isName("Case-1_b.2024"));
  }

  @Test
  void onlyTheOwnerCanReadACase() throws IOException {
    Assumptions.assumeTrue(
        Files.getFileStore(data).supportsFileAttributeView("posix"), "no POSIX permissions here");
    Imports.into(cases, "one", "a", events(2));

    assertEquals("rwx------", permissions(data.resolve("cases")));
    assertEquals("rwx------", permissions(data.resolve("cases/one")));
    try (Stream<Path> files = Files.list(data.resolve("cases/one"))) {
      for (Path file : files.toList()) {
        if (!file.endsWith("write.lock")) {
          assertEquals("rw-------", permissions(file), file.toString());
        }
      }
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void referencesSurviveTheirText() {
    EventRef ref = new EventRef("Case-1", (3L << 40) + 17);
    assertEquals(Optional.of(ref), EventRef.parse(ref.toString()));
    assertTrue(ref.toString().matches("[A-Za-z0-9._~-]+"));
    for (String text :
        List.of("", "~", "a~", "a~!", "../x~1", "a~zzzzzzzzzzzzzz", "a~zzzzzzzzzzzzz")) {
      assertEquals(Optional.empty(), EventRef.parse(text), text);
    }
  }

  private static boolean knows(CaseWriter writer, String name) {
    String identity = Imports.file(name).identity();
    return writer.imports().stream().anyMatch(done -> done.file().identity().equals(identity));
  }
}
