package dev.ring3.collector.enrich.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.pe.TinyPe;
import dev.ring3.collector.pe.TinyPe.Imported;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Events about a real file, on whichever platform this runs. */
@Tag("wine")
class FileCompletionTest {
  private static final String TRACE = "{EDD08927-9CC4-4E65-B970-C2560FB5C289}";

  private static final long BUSY = 32L << 20;

  /** Of {@code kernel32.sleep}. */
  private static final String MD5_OF_ITS_IMPORT = "e82dd51b077167be63c004bed23d0c1e";

  @TempDir Path folder;

  private final FileCompletion completion = new FileCompletion();
  private final List<Event> early = new ArrayList<>();
  private final List<Event> told = new ArrayList<>();

  /** Keeps the first state of an event apart from the last. */
  private final FileCompletion.Taker taker =
      new FileCompletion.Taker() {
        @Override
        public void take(Event.Builder event) {
          told.add(event.build());
        }

        @Override
        public Runnable begin(Event.Builder event) {
          early.add(event.build());
          return () -> told.add(event.build());
        }
      };

  @AfterEach
  void close() {
    completion.close();
  }

  private Path program() throws Exception {
    return Files.write(
        folder.resolve("a.exe"),
        TinyPe.write(
            1_600_000_000,
            List.of(new Imported("KERNEL32.dll", List.of("Sleep"))),
            Map.of("OriginalFilename", "evil.exe", "ProductName", "Evil")));
  }

  /** Has the reader of files read one for so long that others wait. */
  private void keepReaderBusy(long bytes) throws Exception {
    Path large = folder.resolve("large");
    try (RandomAccessFile made = new RandomAccessFile(large.toFile(), "rw")) {
      made.setLength(bytes);
    }
    completion.complete(
        event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, large.toString()),
        new FileCompletion.Taker() {
          @Override
          public void take(Event.Builder event) {
            Assertions.fail("it was read at once");
          }

          @Override
          public Runnable begin(Event.Builder event) {
            return () -> {};
          }
        });
  }

  private void take(Event.Builder event) {
    completion.complete(event, taker);
  }

  private Event.Builder event(EventType type, Field path, String file) {
    return Event.of(type, Instant.now()).set(path, file);
  }

  private void await(int events) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (told.size() < events && System.nanoTime() < end) {
      completion.tick();
      Thread.onSpinWait();
    }
    assertEquals(events, told.size());
  }

  @Test
  void aStartedProgramIsDescribed() throws Exception {
    take(event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, program().toString()));
    await(1);
    Event start = told.getFirst();
    assertEquals(Optional.of("evil.exe"), start.text(Field.PROCESS_PE_ORIGINAL_FILE_NAME));
    assertEquals(Optional.of("Evil"), start.text(Field.PROCESS_PE_PRODUCT));
    assertEquals(Optional.of(MD5_OF_ITS_IMPORT), start.text(Field.PROCESS_PE_IMPHASH));
    assertEquals(64, start.text(Field.PROCESS_HASH_SHA256).orElse("").length());
    assertEquals("2020-09-13T12:26:40Z", start.source().get("process.pe.Ext.compiled"));
    assertTrue(start.source().getOrDefault("process.pe.sections", "").startsWith(".data 4096 "));
    boolean onWindows = System.getProperty("os.name").startsWith("Windows");
    assertEquals(
        onWindows ? Optional.of("Unavailable") : Optional.empty(),
        start.text(Field.PROCESS_SIGNATURE_STATUS),
        "nobody signed it");
  }

  @Test
  void anEventIsToldBeforeItsFileIsReadUnlessThatIsKnown() throws Exception {
    String file = program().toString();
    keepReaderBusy(BUSY);
    take(event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, file));
    assertEquals(1, early.size());
    assertFalse(early.getFirst().has(Field.PROCESS_HASH_SHA256));
    await(1);
    assertEquals(1, early.size());
    take(event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, file));
    assertEquals(1, early.size(), "whole at once");
    assertEquals(2, told.size());
    assertTrue(told.getLast().has(Field.PROCESS_HASH_SHA256));
    assertEquals(new FileCompletion.Missed(0, 0), completion.missed());
  }

  @Test
  void aFileThatIsNoProgramAddsNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "no program");
    keepReaderBusy(BUSY);
    take(event(EventType.FILE_MODIFY, Field.FILE_PATH, file.toString()));
    await(1);
    assertEquals(early, told);
  }

  @Test
  void aFileThatIsGoneByNowIsNotWaitedFor() throws Exception {
    keepReaderBusy(BUSY);
    take(event(EventType.FILE_MODIFY, Field.FILE_PATH, folder.resolve("gone").toString()));
    assertEquals(1, told.size());
    assertFalse(told.getFirst().has(Field.FILE_SIZE));
    assertEquals(List.of(), early);
  }

  @Test
  void anEmptiedFileHasASizeAndIsNotWaitedFor() throws Exception {
    String file = Files.createFile(folder.resolve("emptied.log")).toString();
    keepReaderBusy(BUSY);
    take(event(EventType.FILE_MODIFY, Field.FILE_PATH, file));
    assertEquals(OptionalLong.of(0), told.getFirst().number(Field.FILE_SIZE));
    assertEquals(List.of(), early);
  }

  @Test
  void valuesThatComeLaterAreKnownByTheirNames() throws Exception {
    keepReaderBusy(BUSY);
    take(event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, program().toString()));
    take(event(EventType.IMAGE_LOAD, Field.DLL_PATH, program().toString()));
    take(event(EventType.DRIVER_LOAD, Field.FILE_PATH, program().toString()));
    await(3);
    for (Event first : early) {
      Set<String> before = names(first);
      Set<String> added =
          names(told.stream().filter(e -> e.type() == first.type()).findFirst().orElseThrow());
      added.removeAll(before);
      assertTrue(added.size() > 5, added::toString);
      assertEquals(List.of(), added.stream().filter(n -> !FileCompletion.adds(n)).toList());
      assertEquals(List.of(), before.stream().filter(FileCompletion::adds).toList());
    }
  }

  private static Set<String> names(Event event) {
    Set<String> names = new TreeSet<>(event.source().keySet());
    event.forEach((field, value) -> names.add(field.ecs()));
    return names;
  }

  /** While a large file is read, more are asked for than may wait. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsTooMuchStaysAsItIsAndIsCounted() throws Exception {
    keepReaderBusy(FileExaminer.MAX_FILE_BYTES);
    int more = FileExaminer.MAX_WAITING + 500;
    String file = Files.writeString(folder.resolve("f"), "no program").toString();
    for (int i = 0; i < more; i++) {
      take(event(EventType.FILE_MODIFY, Field.FILE_PATH, file));
    }
    long refused = completion.missed().refused();
    assertTrue(refused >= 490 && refused <= 500, () -> refused + " refused");
    assertEquals(refused, told.size());
    await(more);
  }

  /** It is read once it was left alone, and only the first write waits for that. */
  @Test
  void aProgramThatATraceTellsOfIsReadWhenItIsWritten() throws Exception {
    String file = program().toString();
    for (int i = 0; i < 3; i++) {
      take(
          event(EventType.FILE_MODIFY, Field.FILE_PATH, file)
              .set(Field.WINLOG_PROVIDER_GUID, TRACE));
    }
    assertEquals(2, told.size());
    await(3);
    Event first = told.getLast();
    assertEquals(Optional.of("evil.exe"), first.text(Field.FILE_PE_ORIGINAL_FILE_NAME));
    assertEquals(64, first.text(Field.FILE_HASH_SHA256).orElse("").length());
  }

  @Test
  void whatARecordSaysItselfStaysAndOldRecordsAreLeftAlone() throws Exception {
    String file = program().toString();
    take(
        event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, file)
            .set(Field.WINLOG_RECORD_ID, 1)
            .set(Field.PROCESS_HASH_SHA256, "as Sysmon had it"));
    await(1);
    assertEquals(Optional.of("as Sysmon had it"), told.getFirst().text(Field.PROCESS_HASH_SHA256));
    assertEquals(Optional.of("Evil"), told.getFirst().text(Field.PROCESS_PE_PRODUCT));
    take(
        Event.of(EventType.PROCESS_START, Instant.now().minus(Duration.ofHours(2)))
            .set(Field.PROCESS_EXECUTABLE, file)
            .set(Field.WINLOG_RECORD_ID, 2));
    assertEquals(2, told.size());
    assertEquals(Optional.empty(), told.getLast().text(Field.PROCESS_PE_PRODUCT));
  }

  @Test
  void aFileThatIsGoneOrElsewhereIsLeftAlone() {
    take(event(EventType.IMAGE_LOAD, Field.DLL_PATH, folder.resolve("none.dll").toString()));
    take(event(EventType.IMAGE_LOAD, Field.DLL_PATH, "\\\\other.example\\share\\a.dll"));
    take(event(EventType.DRIVER_LOAD, Field.FILE_PATH, "\\\\.\\pipe\\x"));
    await(3);
    assertTrue(told.stream().noneMatch(e -> e.has(Field.DLL_HASH_MD5)));
  }

  /** The Java that runs this is signed, if it is one of those that are usually installed. */
  @Test
  @EnabledOnOs(OS.WINDOWS)
  void whoSignedAProgramIsTold() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java.exe");
    take(event(EventType.PROCESS_START, Field.PROCESS_EXECUTABLE, java.toString()));
    await(1);
    Event start = told.getFirst();
    assertTrue(start.has(Field.PROCESS_SIGNATURE_STATUS), start::toString);
    Assumptions.assumeFalse(
        start.text(Field.PROCESS_SIGNATURE_STATUS).equals(Optional.of("Unavailable")),
        "SKIPPED: this Java is not signed");
    assertTrue(start.text(Field.PROCESS_SIGNATURE_SUBJECT).isPresent(), start::toString);
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aDownloadIsToldWhenItsNoteIsWritten() throws Exception {
    Path file = program();
    String note = file + ":Zone.Identifier";
    new ProcessBuilder(
            "cmd.exe",
            "/c",
            "(echo [ZoneTransfer]&echo ZoneId=3&echo HostUrl=https://a.example/x.exe)>" + note)
        .start()
        .waitFor();
    take(event(EventType.FILE_CREATE, Field.FILE_PATH, note));
    await(1);
    Event download = told.getFirst();
    Assumptions.assumeTrue(
        download.type() == EventType.FILE_DOWNLOAD,
        "SKIPPED: this file system keeps no streams beside a file");
    assertEquals(Optional.of("https://a.example/x.exe"), download.text(Field.URL_FULL));
    assertEquals(Optional.of(file.toString()), download.text(Field.FILE_PATH));
    assertEquals(Optional.of("a.exe"), download.text(Field.FILE_NAME));
  }
}
