package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.etw.NativeLibrary.Found;
import dev.ring3.etw.NativeLibrary.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wine")
class NativeLibraryTest {
  /** SHA-256 of {@code abc}, from FIPS 180-2, appendix B.1. */
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @BeforeEach
  void needsAJarWithoutTheLibrary() {
    Assumptions.assumeTrue(
        NativeLibrary.class.getResource(NativeLibrary.FILE) == null,
        "this build has the library in its jar");
  }

  private Path put(String content, String hash) throws IOException {
    Path file = Files.writeString(folder.resolve(NativeLibrary.FILE), content);
    Files.writeString(folder.resolve(NativeLibrary.FILE + NativeLibrary.HASH_SUFFIX), hash);
    return file;
  }

  private NativeLibrary located() {
    return NativeLibrary.locate("Windows 11", List.of(folder.resolve("none"), folder));
  }

  @Test
  void itIsFoundBesideTheJar() throws IOException {
    Path file = put("abc", HASH_OF_ABC + " *ring3_etw.dll\r\n");
    assertEquals(new Found(file, HASH_OF_ABC, false), located());
  }

  @Test
  void anotherContentIsNotUsed() throws IOException {
    put("abd", HASH_OF_ABC);
    Unavailable changed = assertInstanceOf(Unavailable.class, located());
    assertTrue(changed.reason().endsWith(" and must be " + HASH_OF_ABC), changed.reason());
    Files.delete(folder.resolve(NativeLibrary.FILE + NativeLibrary.HASH_SUFFIX));
    Unavailable unnamed = assertInstanceOf(Unavailable.class, located());
    assertTrue(
        unnamed.reason().endsWith("put its SHA-256 beside it, in ring3_etw.dll.sha256"),
        unnamed.reason());
  }

  @Test
  void whatChangedSinceItWasFoundOrIsNoLibraryIsNotLoaded() throws IOException {
    Path file = put("abc", HASH_OF_ABC);
    Found found = assertInstanceOf(Found.class, located());
    IOException noLibrary = assertThrows(IOException.class, () -> found.load(folder));
    assertTrue(noLibrary.toString().contains(file + " can't be loaded"), noLibrary.toString());
    Files.writeString(file, "abd");
    IOException changed = assertThrows(IOException.class, () -> found.load(folder));
    assertTrue(changed.toString().contains("must be " + HASH_OF_ABC), changed.toString());
  }

  @Test
  void whereThereIsNoneTheReasonSaysWhatToDo() {
    assertEquals(
        new Unavailable(
            "the bridge is not built: put ring3_etw.dll beside the jar to receive ETW events"),
        located());
    assertEquals(
        new Unavailable("ETW exists on Windows only"),
        NativeLibrary.locate("Linux", List.of(folder)));
  }
}
