package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.Pipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come as JSON: an item or a damage each, never an exception, never an end. */
class JsonFuzzTest {
  private static final int ROUNDS = 4_000;

  @Test
  void mutatedGoldensNeverBreakTheReader() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("JsonFuzzTest: repeat with -Dring3.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> inputs = inputs();
    long[] items = new long[1];
    Pipeline pipeline = new Pipeline(Clock.systemUTC(), event -> items[0]++);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] input = mutate(inputs.get(random.nextInt(inputs.size())), random);
            new JsonFormat()
                .read(
                    new Content("fuzz", new ByteArrayInputStream(input), null),
                    item -> {
                      if (item instanceof SourceRecord record) {
                        pipeline.accept(record);
                      }
                    });
            pipeline.flush();
          }
        });
    assertTrue(items[0] > ROUNDS, "the mutations left " + items[0] + " events to handle");
  }

  private static List<byte[]> inputs() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of("src", "test", "golden"))) {
      return walk.filter(p -> p.getFileName().toString().startsWith("input."))
          .sorted()
          .map(JsonFuzzTest::bytes)
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mutate(byte[] input, SplittableRandom random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length);
    int changes = 1 + random.nextInt(8);
    byte[] bytes = input.clone();
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "{}[]\",:\\\n0".charAt(random.nextInt(10));
        case 2 -> {
          int length = Math.min(random.nextInt(64), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
        }
        case 3 -> {
          out.write(bytes, 0, at);
          out.writeBytes("[".repeat(random.nextInt(200)).getBytes(StandardCharsets.UTF_8));
          out.write(bytes, at, bytes.length - at);
          bytes = out.toByteArray();
          out.reset();
        }
        default -> throw new AssertionError();
      }
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
