package dev.ring3.collector.respond;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that counts in a file, a thousand times a second at most, for two minutes.
 * With a second file it starts another, which counts in that.
 */
final class CountingProgram {
  private static final long END_NANOS = 120_000_000_000L;

  private CountingProgram() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      files.add(Path.of(argument));
    }
    if (files.size() > 1) {
      start(files.subList(1, files.size()));
    }
    long end = System.nanoTime() + END_NANOS;
    try (FileChannel out =
        FileChannel.open(files.getFirst(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long count = 1; System.nanoTime() < end; count++) {
        out.write(ByteBuffer.allocate(8).putLong(0, count), 0);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Starts a Java of this one's kind; each file is one more process below it. */
  static Process start(List<Path> files) throws IOException, URISyntaxException {
    String classes =
        Path.of(CountingProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                CountingProgram.class.getName()));
    files.forEach(file -> command.add(file.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** How far it is. */
  static long count(Path file) throws IOException {
    if (Files.notExists(file)) {
      return 0;
    }
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length < 8 ? 0 : ByteBuffer.wrap(bytes).getLong();
  }

  /** Waits until it has counted further. */
  static long awaitMoreThan(long count, Path file) throws IOException {
    long end = System.nanoTime() + 60_000_000_000L;
    long now = count(file);
    while (now <= count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still at " + now + " after a minute: " + file);
      }
      LockSupport.parkNanos(5_000_000);
      now = count(file);
    }
    return now;
  }
}
