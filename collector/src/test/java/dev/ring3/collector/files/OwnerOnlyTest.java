package dev.ring3.collector.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir Path folder;

  @BeforeEach
  void needsModes() {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "needs a file system with mode bits");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void foldersAreCreatedWithThoseAboveThem() throws IOException {
    Path deep = folder.resolve("a").resolve("b");
    OwnerOnly.createFolder(deep);
    OwnerOnly.createFolder(deep);
    assertEquals("rwx------", rights(deep));
    assertEquals("rwx------", rights(folder.resolve("a")));
  }

  @Test
  void aFolderThatIsThereKeepsItsRights() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    OwnerOnly.createFolder(open);
    assertEquals("rwxr-xr-x", rights(open));
  }

  @Test
  void filesAreReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("file");
    OwnerOnly.write(file, "one");
    OwnerOnly.write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals("rw-------", rights(file));
    assertThrows(FileAlreadyExistsException.class, () -> OwnerOnly.createFile(file));
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }
}
