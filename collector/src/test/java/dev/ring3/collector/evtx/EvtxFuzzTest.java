package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.evtx.BinXmlWriter.Value;
import dev.ring3.collector.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Logs with random bytes changed: the reader must yield records and damages, stop, and keep to its
 * limits. It may throw nothing but {@link NotEvtxException}.
 */
class EvtxFuzzTest {
  private static final Duration TIME = Duration.ofSeconds(1);

  /** Far more than a chunk of the slowest content takes, far less than a person waits. */
  private static final Duration MAX_PER_FILE = Duration.ofSeconds(10);

  /** What a byte must become to change the course of reading. */
  private static final int[] TELLING = {
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x0d, 0x0e, 0x0f, 0x21, 0x41, 0x7f, 0x80, 0x81,
    0xa1, 0xff
  };

  @Test
  void changedLogsOfOurOwn() throws IOException {
    fuzz(List.of(everyToken(), manyRecords()));
  }

  @Test
  void changedRealLogs() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (Path path : Captures.files("evtx/decoder", ".evtx")) {
      if (Files.size(path) < 100_000) {
        files.add(Files.readAllBytes(path));
      }
    }
    for (Path path : Captures.files("sigma/regression", ".evtx").subList(0, 10)) {
      files.add(Files.readAllBytes(path));
    }
    fuzz(files);
  }

  private static void fuzz(List<byte[]> files) throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("EvtxFuzzTest seed " + seed);
    Random random = new Random(seed);
    long end = System.nanoTime() + TIME.toNanos();
    int rounds = 0;
    int records = 0;
    while (System.nanoTime() < end) {
      byte[] file = files.get(random.nextInt(files.size())).clone();
      change(file, random);
      byte[] input =
          random.nextInt(10) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
      long start = System.nanoTime();
      records += read(input, seed);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(MAX_PER_FILE) < 0, () -> "seed " + seed + " took " + took);
      rounds++;
    }
    assertTrue(rounds > 10 && records > 0, rounds + " rounds, " + records + " records");
  }

  private static void change(byte[] file, Random random) {
    int changes = 1 << random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      // Mostly where the first chunk has its data; everything behind is often unused.
      int limit = random.nextInt(8) == 0 ? file.length : Math.min(file.length, 12_000);
      int at = random.nextInt(8) == 0 ? random.nextInt(limit) : 4608 + random.nextInt(limit - 4608);
      switch (random.nextInt(4)) {
        case 0 -> file[at] = (byte) random.nextInt(256);
        case 1 -> file[at] = (byte) TELLING[random.nextInt(TELLING.length)];
        case 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int length = Math.min(random.nextInt(64), file.length - at);
          System.arraycopy(file, random.nextInt(file.length - length), file, at, length);
        }
      }
    }
  }

  /** Reads a file to its end; returns the number of records. */
  private static int read(byte[] file, long seed) throws IOException {
    int records = 0;
    try (EvtxReader reader = EvtxReader.open("fuzzed", new ByteArrayInputStream(file))) {
      for (Optional<EvtxItem> item = reader.next(); item.isPresent(); item = reader.next()) {
        if (item.get() instanceof EvtxRecord record) {
          records++;
          int text = record.data().values().stream().mapToInt(String::length).sum();
          assertTrue(text <= Budget.MAX_TEXT, () -> "seed " + seed + ": " + text + " characters");
        }
      }
    } catch (NotEvtxException e) {
      return 0;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed, e);
    }
    return records;
  }

  private static byte[] everyToken() {
    EvtxWriter chunk = new EvtxWriter(1);
    chunk.add(
        xml ->
            xml.instruction("pi", "data")
                .open("Event")
                .content()
                .open("UserData")
                .content()
                .open("W", () -> xml.attribute("a").text("b"))
                .content()
                .open("T")
                .content()
                .cdata("c")
                .charRef('x')
                .entityRef("amp")
                .text("t")
                .end()
                .end()
                .end()
                .end());
    List<Value> values = new ArrayList<>();
    for (ValueType type : ValueType.values()) {
      values.add(Value.of(type, new byte[16]));
      values.add(Value.array(type, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));
    }
    for (int i = 0; i < 3; i++) {
      chunk.add(
          xml ->
              xml.template(
                  5,
                  t -> {
                    t.open("Event").content().open("EventData").content();
                    for (int v = 0; v < values.size(); v++) {
                      int value = v;
                      t.open(v, "Data", () -> t.attribute("Name").text("N" + value)).content();
                      t.normal(v, 1).end().open("Data").content().optional(v, 1).end();
                    }
                    t.end().end();
                  },
                  values));
    }
    return EvtxWriter.file(chunk.chunk());
  }

  private static byte[] manyRecords() {
    EvtxWriter chunk = new EvtxWriter(1);
    for (int i = 0; i < 200; i++) {
      chunk.add(xml -> xml.open("Event").content().open("X").content().text("v").end().end());
    }
    return EvtxWriter.file(chunk.chunk(), chunk.chunk());
  }
}
