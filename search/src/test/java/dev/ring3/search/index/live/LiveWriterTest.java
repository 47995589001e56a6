package dev.ring3.search.index.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.hunt.Arrivals;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Row;
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
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWriterTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final LiveLimits LIMITS =
      new LiveLimits(Duration.ofDays(3), 1 << 20, 1 << 18, Duration.ofDays(1));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;

  @TempDir private Path data;
  private Cases cases;

  @BeforeEach
  void openCases() {
    cases = new Cases(data, clock);
  }

  @AfterEach
  void closeCases() {
    cases.close();
  }

  private LiveWriter writer(Path directory) throws IOException {
    return LiveWriter.open(directory, LIMITS, clock);
  }

  private static Event event(int number) {
    return Event.of(EventType.PROCESS_START, START.plusMillis(number))
        .set(Field.PROCESS_COMMAND_LINE, "worker --number " + number)
        .build();
  }

  private long count(LiveReaders live, String query) {
    return hunt(live).count(HuntRequest.of(query, HuntScope.of(LiveReaders.NAME)));
  }

  private Hunt hunt(LiveReaders live) {
    return Hunt.over(new EventIndex(cases, live), clock);
  }

  private static void waitUntilFresh() throws InterruptedException {
    Thread.sleep(Slice.FRESH.plusMillis(50));
  }

  private List<Path> slices() throws IOException {
    return new SliceFolders(data).all();
  }

  @Test
  void itsOwnProcessSeesEventsBeforeTheyAreCommitted() throws Exception {
    try (LiveWriter writer = writer(data);
        SlicesOnDisk elsewhere = new SlicesOnDisk(data)) {
      writer.accept(event(1));
      waitUntilFresh();
      assertEquals(1, count(writer, "CommandLine:*number*"));
      assertEquals(0, count(elsewhere, ""));
      writer.doChores();
      assertEquals(1, count(elsewhere, "CommandLine:*number*"));
    }
  }

  @Test
  void eventsStayAndReferencesHoldFromOneRunToTheNext() throws Exception {
    Row first;
    try (LiveWriter writer = writer(data)) {
      writer.accept(event(1));
      waitUntilFresh();
      first =
          hunt(writer).page(HuntRequest.of("", HuntScope.of("live")), null, 10).rows().getFirst();
    }
    try (LiveWriter writer = writer(data)) {
      writer.accept(event(2));
      waitUntilFresh();
      assertEquals(2, count(writer, ""));
      assertEquals(first.event(), hunt(writer).find(first.ref()).orElseThrow().event());
      assertEquals(2, slices().size());
    }
  }

  @Test
  void whatWasCommittedSurvivesAProcessThatDies() throws Exception {
    Path copy = data.resolve("copy");
    try (LiveWriter writer = writer(data)) {
      for (int i = 0; i < 500; i++) {
        writer.accept(event(i));
      }
      writer.doChores();
      writer.accept(event(500));
      copy(data.resolve("live"), copy.resolve("live"));
    }
    try (LiveWriter writer = writer(copy)) {
      writer.accept(event(501));
      waitUntilFresh();
      assertEquals(501, count(writer, ""));
      assertEquals(0, count(writer, "CommandLine:\"worker --number 500\""));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void onlyOneProcessWrites() throws Exception {
    try (LiveWriter writer = writer(data)) {
      IOException second = assertThrows(IOException.class, () -> writer(data));
      assertTrue(String.valueOf(second.getMessage()).contains("--data"));
      assertTrue(writer.exist());
    }
  }

  @Test
  void oldSlicesAreDeleted() throws Exception {
    try (LiveWriter writer = writer(data)) {
      for (int day = 0; day < 6; day++) {
        writer.accept(event(day));
        now.set(START.plus(Duration.ofDays(day + 1)));
        writer.doChores();
      }
      assertEquals(3, count(writer, ""));
      assertEquals(4, slices().size());
    }
  }

  @Test
  void tooManyBytesAreDeletedOldestFirst() throws Exception {
    try (LiveWriter writer = writer(data)) {
      int number = 0;
      for (int slice = 0; slice < 12; slice++) {
        for (int i = 0; i < 6_000; i++) {
          writer.accept(event(number++));
        }
        writer.doChores();
        writer.doChores();
      }
      assertTrue(writer.bytes() <= LIMITS.bytes() + LIMITS.sliceBytes(), writer.bytes() + " bytes");
      assertTrue(slices().size() > 2, slices() + "");
      waitUntilFresh();
      assertEquals(0, count(writer, "CommandLine:\"worker --number 0\""));
      assertEquals(1, count(writer, "CommandLine:\"worker --number " + (number - 1) + "\""));
    }
  }

  @Test
  void whatCouldNotBeWrittenBecomesALossEvent() throws Exception {
    try (LiveWriter writer = writer(data)) {
      writer.accept(event(1));
      deleteNewestSlice();
      writer.doChores();
      assertTrue(writer.problem().isPresent());
      for (int i = 0; i < Batch.MOST; i++) {
        writer.accept(event(2 + i));
      }
      writer.accept(event(1_000));
      writer.doChores();
      writer.accept(event(1_001));
      waitUntilFresh();
      assertFalse(writer.problem().isPresent());
      String loss = "event.action:agent_loss AND ring3.loss.events:" + (1 + Batch.MOST);
      assertEquals(1, count(writer, loss));
      assertEquals(2, count(writer, "event.action:process_start"));
    }
  }

  private void deleteNewestSlice() throws IOException {
    for (Path file : files(slices().getLast())) {
      Files.delete(file);
    }
    Files.delete(slices().getLast());
  }

  private static final String HASH = "0".repeat(64);

  private static Event whole(Event early) {
    return early.toBuilder().set(Field.PROCESS_HASH_SHA256, HASH).build();
  }

  @Test
  void aCompletedEventTakesThePlaceOfTheFirst() throws Exception {
    try (LiveWriter writer = writer(data);
        SlicesOnDisk elsewhere = new SlicesOnDisk(data)) {
      Consumer<Event> inBuffer = writer.begin(event(1));
      inBuffer.accept(whole(event(1)));
      Consumer<Event> searched = writer.begin(event(2));
      waitUntilFresh();
      assertEquals(2, count(writer, ""));
      Row early = only(writer, "CommandLine:\"worker --number 2\"");
      searched.accept(whole(event(2)));
      waitUntilFresh();
      Row found = only(writer, "CommandLine:\"worker --number 2\"");
      assertEquals(early.ref(), found.ref());
      assertEquals(whole(event(2)), found.event());
      Consumer<Event> committed = writer.begin(event(3));
      Consumer<Event> unchanged = writer.begin(event(4));
      writer.doChores();
      assertEquals(4, count(elsewhere, ""));
      assertEquals(2, count(elsewhere, "process.hash.sha256:" + HASH));
      committed.accept(whole(event(3)));
      unchanged.accept(event(4));
      writer.doChores();
      assertEquals(4, count(elsewhere, ""));
      assertEquals(3, count(elsewhere, "process.hash.sha256:" + HASH));
    }
  }

  /** What is completed before it was written, is written once. */
  @Test
  void eventsAreWrittenInBatches() throws Exception {
    try (LiveWriter writer = writer(data)) {
      List<Consumer<Event>> later = new ArrayList<>();
      for (int i = 0; i < Batch.MOST - 1; i++) {
        later.add(writer.begin(event(i)));
      }
      for (int i = 0; i < later.size(); i++) {
        later.get(i).accept(whole(event(i)));
      }
      waitUntilFresh();
      assertEquals(0, deleted(writer));
      assertEquals(Batch.MOST - 1, count(writer, "process.hash.sha256:" + HASH));
      List<Consumer<Event>> written = new ArrayList<>();
      for (int i = 0; i < Batch.MOST + 1; i++) {
        written.add(writer.begin(event(Batch.MOST + i)));
      }
      for (int i = Batch.MOST; i >= 0; i--) {
        written.get(i).accept(whole(event(Batch.MOST + i)));
      }
      waitUntilFresh();
      assertEquals(Batch.MOST, deleted(writer));
      assertEquals(2 * Batch.MOST, count(writer, "process.hash.sha256:" + HASH));
    }
  }

  /** Documents in whose place others came. */
  private static int deleted(LiveReaders live) throws IOException {
    int deleted = 0;
    for (DirectoryReader reader : live.acquire()) {
      deleted += reader.numDeletedDocs();
      reader.decRef();
    }
    return deleted;
  }

  /** Who looks for what is known later finds it among what comes in. */
  @Test
  void aCompletedEventComesInAgain() throws Exception {
    try (LiveWriter writer = writer(data)) {
      Hunt hunt = hunt(writer);
      Consumer<Event> later = writer.begin(event(1));
      waitUntilFresh();
      Arrivals first = hunt.arrived("", 0, 100);
      assertEquals("[1]", numbers(first));
      later.accept(whole(event(1)));
      writer.accept(event(2));
      waitUntilFresh();
      Arrivals second = hunt.arrived("", first.until(), 100);
      assertEquals("[1, 2]", numbers(second));
      assertEquals(first.rows().getFirst().ref(), second.rows().getFirst().ref());
      String hash = "process.hash.sha256:" + HASH;
      assertEquals("[1]", numbers(hunt.arrived(hash, first.until(), 100)));
      assertEquals("[]", numbers(hunt.arrived("", second.until(), 100)));
    }
  }

  private Row only(LiveReaders live, String query) {
    List<Row> rows =
        hunt(live).page(HuntRequest.of(query, HuntScope.of(LiveReaders.NAME)), null, 10).rows();
    assertEquals(1, rows.size());
    return rows.getFirst();
  }

  @Test
  void anEventIsCompletedWhereItIsAlsoInAFullSlice() throws Exception {
    try (LiveWriter writer = writer(data);
        SlicesOnDisk elsewhere = new SlicesOnDisk(data)) {
      Consumer<Event> later = writer.begin(event(1));
      now.set(START.plus(Duration.ofDays(1)));
      writer.doChores();
      writer.accept(event(2));
      later.accept(whole(event(1)));
      writer.doChores();
      assertEquals(2, slices().size());
      assertEquals(2, count(elsewhere, ""));
      assertEquals(whole(event(1)), only(elsewhere, "CommandLine:\"worker --number 1\"").event());
    }
  }

  @Test
  void aFullSliceThatIsWaitedForIsNotDeletedBeforeAndTheNextIsNotStarted() throws Exception {
    try (LiveWriter writer = writer(data)) {
      Consumer<Event> later = writer.begin(event(1));
      for (int day = 1; day <= 4; day++) {
        now.set(START.plus(Duration.ofDays(day)));
        writer.accept(event(day + 1));
        writer.doChores();
      }
      assertEquals(2, slices().size());
      later.accept(whole(event(1)));
      writer.accept(event(6));
      writer.doChores();
      writer.doChores();
      waitUntilFresh();
      assertEquals(Optional.empty(), writer.problem());
      assertEquals(0, count(writer, "CommandLine:\"worker --number 1\""), "its time was over");
      assertEquals(4, count(writer, ""), "the first two were in it");
    }
  }

  @Test
  void manyAreCompletedInAnyOrderBetweenCommitsAndMerges() throws Exception {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Runnable> later = new ArrayList<>();
    int many = 3_000;
    try (LiveWriter writer = writer(data)) {
      for (int i = 0; i < many; i++) {
        Event event = event(i);
        Consumer<Event> completing = writer.begin(event);
        later.add(() -> completing.accept(whole(event)));
        while (random.nextInt(3) > 0 && !later.isEmpty()) {
          later.remove(random.nextInt(later.size())).run();
        }
        if (random.nextInt(40) == 0) {
          writer.doChores();
        }
      }
      later.forEach(Runnable::run);
      waitUntilFresh();
      assertEquals(many, count(writer, ""), () -> "seed " + seed);
      assertEquals(many, count(writer, "process.hash.sha256:" + HASH), () -> "seed " + seed);
    }
  }

  @Test
  void aProcessThatDiesBetweenLosesTheHashesAlone() throws Exception {
    Path copy = data.resolve("copy");
    try (LiveWriter writer = writer(data)) {
      Consumer<Event> later = writer.begin(event(1));
      writer.doChores();
      later.accept(whole(event(1)));
      copy(data.resolve("live"), copy.resolve("live"));
    }
    try (SlicesOnDisk left = new SlicesOnDisk(copy)) {
      assertEquals(event(1), only(left, "").event());
    }
  }

  @Test
  void whatCouldNotBeCompletedIsTold() throws Exception {
    try (LiveWriter writer = writer(data)) {
      Consumer<Event> later = writer.begin(event(1));
      writer.doChores();
      deleteNewestSlice();
      Consumer<Event> lost = writer.begin(event(2));
      writer.doChores();
      assertTrue(writer.problem().isPresent());
      later.accept(whole(event(1)));
      lost.accept(whole(event(2)));
      writer.doChores();
      waitUntilFresh();
      String told = "event.action:agent_loss AND ring3.loss.incomplete:1 AND ring3.loss.events:1";
      assertEquals(1, count(writer, told));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void tellsWhatArrivedInOrder() throws Exception {
    try (LiveWriter writer = writer(data)) {
      Hunt hunt = hunt(writer);
      writer.accept(event(9));
      waitUntilFresh();
      long known = hunt.newestLive();
      for (int i = 8; i > 0; i--) {
        writer.accept(event(i));
      }
      waitUntilFresh();
      Arrivals all = hunt.arrived("CommandLine:*number*", known, 100);
      assertEquals(List.of(8, 7, 6, 5, 4, 3, 2, 1).toString(), numbers(all));
      assertEquals("[2, 1]", numbers(hunt.arrived("", known, 2)));
      assertEquals("[]", numbers(hunt.arrived("", all.until(), 100)));
      assertEquals("[3]", numbers(hunt.arrived("CommandLine:*3", known, 100)));
    }
  }

  private static String numbers(Arrivals arrivals) {
    return arrivals.rows().stream()
        .map(row -> row.event().text(Field.PROCESS_COMMAND_LINE).orElseThrow())
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList()
        .toString();
  }

  @Test
  void casesAndLiveEventsAreSearchedTogether() throws Exception {
    try (LiveWriter writer = writer(data)) {
      try (dev.ring3.search.index.CaseWriter one = cases.write("one")) {
        try (dev.ring3.search.index.EventWriter file =
            one.begin(new dev.ring3.search.index.SourceFile("f", "0".repeat(64), 1))) {
          file.accept(event(1));
          file.finish(1, 0);
        }
      }
      writer.accept(event(2));
      waitUntilFresh();
      assertEquals(2, hunt(writer).count(HuntRequest.of("", new HuntScope.AllCases())));
      assertEquals(List.of("live", "one"), new EventIndex(cases, writer).names());
    }
  }

  @Test
  void othersCannotRead() throws Exception {
    try (LiveWriter writer = writer(data)) {
      writer.accept(event(1));
      writer.doChores();
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(slices().getFirst())));
      for (Path file : files(slices().getFirst())) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }
}
