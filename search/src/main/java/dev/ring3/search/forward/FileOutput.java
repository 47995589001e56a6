package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file of alerts, one JSON document in ECS nesting a line. Made for its owner only; an existing
 * one keeps its rights. At {@link #LONGEST} bytes it becomes {@code NAME.1}, in the place of the
 * one before, and a new one starts. Opened anew for each alert, so that it can be moved away.
 */
final class FileOutput implements AlertOutput {
  static final long LONGEST = 100L << 20;

  private final Path file;
  private final long longest;

  FileOutput(Path file, long longest) {
    this.file = file.toAbsolutePath();
    this.longest = longest;
  }

  static FileOutput of(String path) {
    String name = path.startsWith("///") ? path.substring(2) : path;
    if (name.isBlank() || name.startsWith("//")) {
      throw new IllegalArgumentException("'file:" + path + "': give file: and a path");
    }
    return new FileOutput(Path.of(name), LONGEST);
  }

  @Override
  public void send(Event alert) throws IOException {
    if (!Files.exists(file)) {
      OwnerOnly.createFile(file);
    } else if (Files.size(file) >= longest) {
      Files.move(
          file,
          file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      OwnerOnly.createFile(file);
    }
    ByteBuffer line =
        ByteBuffer.wrap((AlertText.json(alert) + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    }
  }

  @Override
  public void close() {}
}
