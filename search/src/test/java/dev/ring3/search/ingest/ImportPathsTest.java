package dev.ring3.search.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPathsTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(folder.resolve("logs/deep"));
    for (String name : List.of("logs/b.evtx", "logs/a.json", "logs/deep/c.evtx")) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void foldersAreGoneThroughInOrder() {
    assertEquals(List.of("logs/a.json", "logs/b.evtx", "logs/deep/c.evtx"), files("logs"));
  }

  @Test
  void patternsAreExpanded() {
    assertEquals(List.of("logs/b.evtx"), files("logs/*.evtx"));
    assertEquals(List.of("logs/b.evtx", "logs/deep/c.evtx"), files("logs/{*,deep/*}.evtx"));
  }

  @Test
  void aFileNamedTwiceIsOneFile() {
    assertEquals(
        List.of("logs/b.evtx", "logs/a.json", "logs/deep/c.evtx"), files("logs/b.evtx", "logs"));
  }

  @Test
  void whatGivesNoFileIsTold() {
    List<String> problems = find("nothing.evtx", "logs/*.zip", "none/*.evtx").problems();
    assertEquals(
        List.of(
            folder.resolve("nothing.evtx") + ": there is no such file",
            folder.resolve("logs/*.zip") + ": no file found there",
            folder.resolve("none/*.evtx") + ": there is no folder " + folder.resolve("none")),
        problems);
  }

  private List<String> files(String... names) {
    return find(names).files().stream()
        .map(f -> folder.relativize(f.path()).toString().replace('\\', '/'))
        .toList();
  }

  private ImportPaths.Found find(String... names) {
    return ImportPaths.find(Stream.of(names).map(name -> folder + "/" + name).toList());
  }
}
