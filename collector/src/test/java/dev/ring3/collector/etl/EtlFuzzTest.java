package dev.ring3.collector.etl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.decode.etw.schema.EtwDecoder;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Traces with random bytes changed or cut off: the reader must yield records and damages, the
 * decoder whatever fits. Nothing may be thrown but {@link NotEtlException}.
 */
class EtlFuzzTest {
  private static final long NANOS = 1_500_000_000L;

  @Test
  void changedTracesOfOurOwn() {
    UUID process = UUID.fromString("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716");
    byte[] data = new byte[64];
    EtlWriter file = EtlWriter.of(3, 0);
    file.buffer(
        0, EtlWriter.event(process, 1, 0, 2000, data), EtlWriter.system(0x0301, 3000, data));
    file.buffer(1, EtlWriter.event(process, 5, 0, 2500, data));
    fuzz(List.of(file.bytes()));
  }

  @Test
  void changedRealTraces() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name :
        List.of(
            "perfview/SelfDescribingSingleEvent.etl",
            "perfview/primitive-types.etl",
            "s4/WindowsUpdate.20251008.140245.443.8.etl",
            "sawbuck/process_data_64_v3.etl",
            "airbus/lxcore_kernel.etl")) {
      files.add(Files.readAllBytes(Captures.path("etl/" + name)));
    }
    fuzz(files);
  }

  private static void fuzz(List<byte[]> files) {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("EtlFuzzTest seed " + seed);
    Random random = new Random(seed);
    Catalogue catalogue = Catalogue.load();
    long end = System.nanoTime() + NANOS;
    int rounds = 0;
    int records = 0;
    while (System.nanoTime() < end) {
      byte[] file = files.get(random.nextInt(files.size())).clone();
      for (int i = 1 << random.nextInt(8); i > 0; i--) {
        int limit = random.nextInt(4) == 0 ? file.length : Math.min(file.length, 4096);
        file[random.nextInt(limit)] = (byte) random.nextInt(256);
      }
      byte[] input =
          random.nextInt(8) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
      records += read(input, new EtwDecoder(catalogue), seed);
      rounds++;
    }
    assertTrue(rounds > 10 && records > 0, rounds + " rounds, " + records + " records");
  }

  private static int read(byte[] file, EtwDecoder decoder, long seed) {
    try {
      EtlItems items = EtlItems.of(file);
      for (EtlRecord record : items.records()) {
        decoder.learn(record.record());
        decoder.decode(record.record()).ifPresent(event -> event.texts());
      }
      return items.records().size();
    } catch (NotEtlException e) {
      return 0;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
