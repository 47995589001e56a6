package dev.ring3.collector.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.WINDOWS)
class OwnerOnlyOnWindowsTest {
  @TempDir Path folder;

  /** Whom a path's access list lets in, beside the system itself, which Wine always adds. */
  private static List<String> allowed(Path path) throws IOException {
    return Files.getFileAttributeView(path, AclFileAttributeView.class).getAcl().stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .map(AclEntry::principal)
        .map(Object::toString)
        .filter(name -> !name.startsWith("NT AUTHORITY\\SYSTEM "))
        .distinct()
        .toList();
  }

  private static List<String> owner(Path path) throws IOException {
    return List.of(Files.getOwner(path).toString());
  }

  @Test
  void onlyTheOwnerIsLetIntoAFile() throws IOException {
    Path file = folder.resolve("file");
    OwnerOnly.createFile(file);
    assertEquals(owner(file), allowed(file));
    assertThrows(FileAlreadyExistsException.class, () -> OwnerOnly.createFile(file));
  }

  @Test
  void aFolderHandsItsListOn() throws IOException {
    Path deep = folder.resolve("a").resolve("b");
    OwnerOnly.createFolder(deep);
    assertEquals(owner(deep), allowed(deep));
  }

  @Test
  void filesAreReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("file");
    OwnerOnly.write(file, "one");
    OwnerOnly.write(file, "two");
    assertEquals("two", Files.readString(file));
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }
}
