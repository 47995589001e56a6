package dev.ring3.etw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wine")
class NativeLibraryTest {
  @TempDir Path folder;

  @Test
  void itIsFoundBesideTheJar() throws IOException {
    Path file = Files.createFile(folder.resolve(NativeLibrary.FILE));
    assertEquals(
        new NativeLibrary.Found(file),
        NativeLibrary.locate("Windows Server 2022", List.of(folder.resolve("none"), folder)));
  }

  @Test
  void whereThereIsNoneTheReasonSaysWhatToDo() {
    NativeLibrary.Unavailable windows =
        assertInstanceOf(
            NativeLibrary.Unavailable.class, NativeLibrary.locate("Windows 11", List.of(folder)));
    assertEquals(
        "the bridge is not built: put ring3_etw.dll beside the jar to receive ETW events",
        windows.reason());
    assertEquals(
        new NativeLibrary.Unavailable("ETW exists on Windows only"),
        NativeLibrary.locate("Linux", List.of(folder)));
  }
}
