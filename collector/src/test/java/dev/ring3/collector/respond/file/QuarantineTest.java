package dev.ring3.collector.respond.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wine")
class QuarantineTest {
  private static final String STAMP = "20260101T100000000Z";
  private static final FileTime MODIFIED = FileTime.from(Instant.parse("2020-02-03T04:05:06Z"));

  @TempDir Path given;

  private Path folder;
  private Quarantine quarantine;

  @BeforeEach
  void open() throws IOException {
    folder = given.toRealPath();
    quarantine = new Quarantine(folder.resolve("containers"), folder.resolve("keys"));
  }

  private Path file(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("evil ä.exe"), content);
    Files.setLastModifiedTime(file, MODIFIED);
    return file;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Path container(Quarantine.Item item) {
    return folder.resolve("containers").resolve(item.id() + ".r3q");
  }

  private static long files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_048_575, 1_048_576, 1_048_577, 3_000_000})
  void theSameBytesComeBack(int size) throws IOException {
    byte[] content = random(size);
    Path file = file(content);
    Quarantine.Item item = quarantine.seal(file, STAMP);
    assertFalse(Files.exists(file));
    assertEquals(List.of(item.id()), quarantine.ids());
    assertEquals(item, quarantine.find(item.id()));
    Quarantine.Restored restored = quarantine.restore(item.id(), null);
    assertEquals(Optional.empty(), restored.lack());
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals(MODIFIED, Files.getLastModifiedTime(file));
    assertEquals(List.of(), quarantine.ids());
    assertEquals(0, files(folder.resolve("keys")));
  }

  @Test
  void theContainerHoldsNothingReadable() throws IOException {
    Path file = file("this is the virus".repeat(100).getBytes(StandardCharsets.US_ASCII));
    Quarantine.Item item = quarantine.seal(file, STAMP);
    String bytes = Files.readString(container(item), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.contains("virus") || bytes.contains("evil"), "readable");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void rightsComeBackAndOursAreForTheOwnerOnly() throws IOException {
    Path file = file(random(10));
    Files.setAttribute(file, "unix:mode", 04755);
    Quarantine.Item item = quarantine.seal(file, STAMP);
    for (Path ours : List.of(container(item), folder.resolve("keys").resolve(item.id() + ".key"))) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)));
    }
    quarantine.restore(item.id(), null);
    assertEquals(04755, (int) Files.getAttribute(file, "unix:mode") & 07777);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path file = file(random(10));
    Quarantine.Item item = quarantine.seal(file, STAMP);
    Files.writeString(file, "other");
    assertThrows(FileAlreadyExistsException.class, () -> quarantine.restore(item.id(), null));
    assertEquals("other", Files.readString(file));
    Path elsewhere = folder.resolve("elsewhere");
    assertEquals(elsewhere, quarantine.restore(item.id(), elsewhere).path());
    assertArrayEquals(random(10), Files.readAllBytes(elsewhere));
  }

  @Test
  void aChangedOrCutContainerIsRefused() throws IOException {
    Path file = file(random(2_500_000));
    Quarantine.Item item = quarantine.seal(file, STAMP);
    byte[] good = Files.readAllBytes(container(item));
    byte[] changed = good.clone();
    changed[good.length - 20] ^= 1;
    Files.write(container(item), changed);
    IOException e = assertThrows(IOException.class, () -> quarantine.restore(item.id(), null));
    assertTrue(
        String.valueOf(e.getMessage()).contains("part 3 of the container was changed"),
        e.getMessage());
    // Cut after a whole part.
    Files.write(container(item), Arrays.copyOf(good, good.length - (2_500_000 - 2_097_152) - 21));
    IOException cut = assertThrows(IOException.class, () -> quarantine.restore(item.id(), null));
    assertTrue(
        String.valueOf(cut.getMessage()).contains("it ends within part 3"), cut.getMessage());
    assertFalse(Files.exists(file));
    Files.write(container(item), good);
    quarantine.restore(item.id(), null);
    assertArrayEquals(random(2_500_000), Files.readAllBytes(file));
  }

  @Test
  void aForeignKeyOpensNothing() throws IOException {
    Quarantine.Item item = quarantine.seal(file(random(10)), STAMP);
    Path key = folder.resolve("keys").resolve(item.id() + ".key");
    Files.writeString(key, "00".repeat(32));
    assertThrows(IOException.class, () -> quarantine.find(item.id()));
    Files.writeString(key, "not hexadecimal");
    IOException e = assertThrows(IOException.class, () -> quarantine.find(item.id()));
    assertTrue(String.valueOf(e.getMessage()).contains("64 hexadecimal digits"), e.getMessage());
  }

  @Test
  void onlyRegularFilesAndKnownContainers() throws IOException {
    assertThrows(IOException.class, () -> quarantine.seal(folder, STAMP));
    IOException e =
        assertThrows(IOException.class, () -> quarantine.restore("../../etc/passwd", null));
    assertTrue(String.valueOf(e.getMessage()).contains("there is no container"), e.getMessage());
  }
}
