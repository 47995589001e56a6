package dev.ring3.collector.enrich.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.pe.TinyPe;
import dev.ring3.collector.pe.TinyPe.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
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

  /** Of {@code kernel32.sleep}. */
  private static final String MD5_OF_ITS_IMPORT = "e82dd51b077167be63c004bed23d0c1e";

  @TempDir Path folder;

  private final FileCompletion completion = new FileCompletion();
  private final List<Event> told = new ArrayList<>();

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

  private void take(Event.Builder event) {
    completion.complete(event, e -> told.add(e.build()));
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
