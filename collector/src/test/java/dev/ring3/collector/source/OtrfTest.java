package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** All telemetry of simulated attacks is read: as many records as the archives hold lines. */
class OtrfTest {
  @Test
  void everyLineIsARecord() throws IOException {
    List<Path> archives = Captures.files("otrf", "");
    long lines = 0;
    List<String> problems = new ArrayList<>();
    Map<EventType, Integer> types = new EnumMap<>(EventType.class);
    long[] withLineage = new long[1];
    Pipeline pipeline =
        new Pipeline(
            Clock.systemUTC(),
            (Event event) -> {
              types.merge(event.type(), 1, Integer::sum);
              withLineage[0] += event.has(Field.PROCESS_LINEAGE) ? 1 : 0;
            });
    long[] read = new long[1];
    for (Path archive : archives) {
      lines += lines(archive);
      new FileReader()
          .read(
              archive,
              archive.getFileName().toString(),
              item -> {
                switch (item) {
                  case SourceRecord record -> {
                    pipeline.accept(record);
                    read[0]++;
                  }
                  case Damage damage -> problems.add(damage.toString());
                  case Skipped skipped -> {
                    if (!skipped.file().contains("__MACOSX")) {
                      problems.add(skipped.toString());
                    }
                  }
                }
              });
      pipeline.flush();
    }
    assertTrue(types.getOrDefault(EventType.PROCESS_START, 0) > 700, types.toString());
    assertTrue(withLineage[0] > 40_000, withLineage[0] + " events with known ancestors");
    assertEquals(List.of(), problems);
    assertEquals(70, archives.size());
    assertEquals(lines, read[0]);
  }

  /** Lines of the archive's JSON members; AppleDouble members hold none. */
  private static long lines(Path archive) throws IOException {
    long lines = 0;
    if (archive.toString().endsWith(".zip")) {
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
          lines += e.getName().startsWith("__MACOSX") ? 0 : count(zip);
        }
      }
    } else {
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
        while (tar.getNextEntry() != null) {
          lines += count(tar);
        }
      }
    }
    return lines;
  }

  private static long count(InputStream in) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    int last = '\n';
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      last = buffer[n - 1];
    }
    return last == '\n' ? lines : lines + 1;
  }
}
