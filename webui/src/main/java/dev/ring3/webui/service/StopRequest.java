package dev.ring3.webui.service;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Windows has no signal that asks a program without a window to end. So a Ring3 that was started in
 * the background there ends in order when the file {@code stop} comes into its data directory,
 * where only its owner can put one.
 */
public final class StopRequest {
  /** Set in a process that is asked so. */
  private static final String PROPERTY = "ring3.background";

  private StopRequest() {}

  /** The flag of the virtual machine that makes it listen to requests. */
  static String flag() {
    return "-D" + PROPERTY + "=true";
  }

  /** Whether this process was started in the background of Windows. */
  public static boolean isHowThisProcessEnds() {
    return Boolean.getBoolean(PROPERTY);
  }

  private static Path file(Path data) {
    return data.resolve("stop");
  }

  /** Asks the process that works on this data directory to end; does not wait for it. */
  public static void send(Path data) throws IOException {
    try {
      // Empty, in a folder that is its owner's: its own rights would come after it was taken.
      Files.createFile(file(data));
    } catch (FileAlreadyExistsException e) {
      return; // asked already
    }
  }

  /** Takes back a request that an earlier process did not live to see. */
  public static void forget(Path data) throws IOException {
    Files.deleteIfExists(file(data));
  }

  /** Waits for a request, and takes it. */
  public static void await(Path data) throws IOException, InterruptedException {
    try (WatchService changes = data.getFileSystem().newWatchService()) {
      data.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.deleteIfExists(file(data))) {
        WatchKey key = changes.take();
        key.pollEvents();
        if (!key.reset()) {
          throw new IOException("the data directory " + data + " is gone");
        }
      }
    } catch (ClosedWatchServiceException e) {
      throw new IOException("the data directory " + data + " can't be watched", e);
    }
  }
}
