package dev.ring3.collector.sensor.windows.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real folders. */
@Tag("wine")
@Timeout(60)
class FolderWatchTest {
  @TempDir Path folder;

  private static boolean wakes(FolderWatch watch) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      if (watch.changed()) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return false;
  }

  @Test
  void newChangedAndDeletedFilesWake() throws Exception {
    try (FolderWatch watch = new FolderWatch(() -> List.of(folder))) {
      assertEquals(List.of(), watch.open());
      assertFalse(watch.changed());
      Path file = Files.writeString(folder.resolve("a.cmd"), "one");
      assertTrue(wakes(watch), "a file is made");
      Files.delete(file);
      assertTrue(wakes(watch), "a file is deleted");
    }
  }

  @Test
  void aFolderThatComesLaterIsWatchedFromThenOn() throws Exception {
    Path later = folder.resolve("later");
    try (FolderWatch watch = new FolderWatch(() -> List.of(later))) {
      assertEquals(List.of(), watch.open());
      Files.createDirectory(later);
      watch.refresh();
      Files.writeString(later.resolve("a.cmd"), "one");
      assertTrue(wakes(watch));
    }
  }

  @Test
  void itCanBeOpenedAgain() throws Exception {
    FolderWatch watch = new FolderWatch(() -> List.of(folder));
    watch.open();
    watch.close();
    Files.writeString(folder.resolve("a.cmd"), "one");
    assertFalse(watch.changed(), "nothing is watched");
    watch.open();
    Files.writeString(folder.resolve("b.cmd"), "two");
    assertTrue(wakes(watch));
    watch.close();
  }
}
