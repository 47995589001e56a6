package dev.ring3.collector.respond.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("wine")
class FileCollectionTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private static List<String> manifest(ZipFile zip) throws IOException {
    byte[] bytes = zip.getInputStream(zip.getEntry(FileCollection.MANIFEST)).readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void filesAndFoldersWithAManifest() throws IOException {
    Path evidence = Files.createDirectories(folder.resolve("evidence").resolve("deep"));
    Files.writeString(evidence.resolve("ä.txt"), "abc");
    Files.writeString(folder.resolve("single.txt"), "");
    Path zip = folder.resolve("out").resolve("files.zip");
    FileCollection.Result result =
        FileCollection.into(
            zip,
            List.of(),
            List.of(
                folder.resolve("evidence"), folder.resolve("single.txt"), folder.resolve("none")));
    assertEquals(2, result.files());
    assertEquals(3, result.bytes());
    assertEquals(Sha256.of(zip), result.sha256());
    assertEquals(1, result.missing().size());
    assertTrue(result.missing().getFirst().endsWith("none: it is not there (any more)"));
    try (ZipFile read = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
      List<String> names = new ArrayList<>();
      read.stream().map(ZipEntry::getName).forEach(names::add);
      assertTrue(names.getFirst().startsWith("files/"), names.toString());
      assertTrue(names.getFirst().endsWith("/evidence/deep/ä.txt"), names.toString());
      assertEquals(
          "abc",
          new String(
              read.getInputStream(read.getEntry(names.getFirst())).readAllBytes(),
              StandardCharsets.UTF_8));
      List<String> lines = manifest(read);
      assertEquals(3, lines.size());
      assertTrue(
          lines.getFirst().contains("\"size\":3,\"sha256\":\"" + ABC + '"'), lines.getFirst());
      assertTrue(lines.getFirst().contains("\"modified\":\""), lines.getFirst());
      assertTrue(lines.getLast().contains("\"missing\":\"it is not there"), lines.getLast());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAndSpecialFilesAreToldAndNotFollowed() throws IOException {
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.createSymbolicLink(from.resolve("link"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(from.resolve("loop"), from);
    FileCollection.Result result =
        FileCollection.into(
            folder.resolve("files.zip"), List.of(), List.of(from, Path.of("/dev/zero")));
    assertEquals(0, result.files());
    assertEquals(List.of("/dev/zero: a special file, not followed"), result.missing());
    try (ZipFile read = new ZipFile(result.zip().toFile())) {
      assertEquals(
          List.of("/etc/passwd", from.toString()),
          manifest(read).stream()
              .filter(line -> line.contains("\"target\""))
              .map(line -> line.replaceFirst(".*\"target\":\"([^\"]*)\".*", "$1"))
              .sorted()
              .toList());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkThatIsNamedLeadsToWhatIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Path dead = Files.createSymbolicLink(folder.resolve("dead"), Path.of("nothing"));
    FileCollection.Result result =
        FileCollection.into(folder.resolve("files.zip"), List.of(), List.of(link, dead));
    assertEquals(1, result.files());
    assertEquals(List.of(dead + ": its target: it is not there (any more)"), result.missing());
    try (ZipFile read = new ZipFile(result.zip().toFile())) {
      assertTrue(manifest(read).stream().anyMatch(line -> line.contains(ABC)), file.toString());
    }
  }

  @Test
  void aFileThatIsTooLargeIsTold() throws IOException {
    Path large = folder.resolve("large");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(FileCollection.MAX_FILE_BYTES + 1);
    }
    FileCollection.Result result =
        FileCollection.into(folder.resolve("files.zip"), List.of(), List.of(large));
    assertEquals(0, result.files());
    assertTrue(result.missing().getFirst().contains("1073741825 bytes are more than"));
  }
}
