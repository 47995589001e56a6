package dev.ring3.etw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Bytes that C++ and Java agree on: hexadecimal text files, with comments behind {@code #}. */
final class GoldenBytes {
  private static final Path FOLDER =
      Path.of(System.getProperty("ring3.root", ".."), "etw-bridge", "src", "test", "golden");

  private GoldenBytes() {}

  static byte[] read(String name) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(64 << 10);
      for (String line : Files.readAllLines(file(name))) {
        bytes.put(HexFormat.of().parseHex(line.replaceFirst("#.*", "").replace(" ", "")));
      }
      return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the file anew if the tests run with {@code -Dgolden.update=true}. */
  static void update(String name, byte[] bytes) {
    if (!Boolean.getBoolean("golden.update")) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      text.append(HexFormat.of().toHexDigits(bytes[i]));
      text.append(i % 16 == 15 || i + 1 == bytes.length ? '\n' : ' ');
    }
    try {
      Files.writeString(file(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return FOLDER.resolve(name + ".hex");
  }
}
