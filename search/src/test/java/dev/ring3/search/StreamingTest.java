package dev.ring3.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.export.CsvFormat;
import dev.ring3.search.export.Export;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.EventWriter;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.testing.Imports;
import dev.ring3.search.testing.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of many hits: all of them, in order, in batches that end where they should. */
class StreamingTest {
  /** More than two batches of 50,000, so that the seams between them are passed. */
  private static final int EVENTS = 110_000;

  @TempDir Path data;

  @Test
  void aHundredThousandHitsAreExportedOnceInOrder() throws IOException {
    try (Cases cases = new Cases(data, InstantSource.system())) {
      Workload workload = new Workload();
      try (CaseWriter writer = cases.write("big");
          EventWriter target = writer.begin(Imports.file("big"))) {
        for (int i = 0; i < EVENTS; i++) {
          target.accept(workload.next());
        }
        target.finish(EVENTS, 0);
      }
      Hunt hunt =
          new Hunt(
              EventIndex.over(cases),
              Aliases.load(),
              _n -> List.of(),
              InstantSource.system(),
              Duration.ofMinutes(5));
      Instant[] last = {Instant.MAX};
      boolean[] seen = new boolean[EVENTS];
      Export export = new Export(new CsvFormat(), List.of(), OutputStream.nullOutputStream());
      try (export) {
        hunt.forEach(
            HuntRequest.of("*", HuntScope.of("big")),
            Long.MAX_VALUE,
            row -> {
              assertTrue(!row.event().time().isAfter(last[0]));
              last[0] = row.event().time();
              int number =
                  (int)
                      row.event()
                          .number(dev.ring3.collector.event.Field.WINLOG_RECORD_ID)
                          .getAsLong();
              assertTrue(!seen[number], "twice");
              seen[number] = true;
              export.accept(row.event());
            });
      }
      assertEquals(EVENTS, export.count());
    }
  }
}
