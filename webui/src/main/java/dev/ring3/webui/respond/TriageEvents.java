package dev.ring3.webui.respond;

import dev.ring3.collector.respond.file.Document;
import dev.ring3.search.export.Export;
import dev.ring3.search.export.ExportFormat;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.index.live.LiveReaders;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The last live events, as a part of a triage package. */
public final class TriageEvents {
  /** Its place in the package. */
  public static final String NAME = "ring3/events.ndjson";

  /** Events that are added at most, the newest. */
  static final long MOST_EVENTS = 200_000;

  private TriageEvents() {}

  /** Writes those of the last hours; the stream stays open. */
  public static void write(Hunt hunt, Clock clock, int hours, OutputStream out) throws IOException {
    Instant now = clock.instant();
    ExportFormat format = ExportFormat.named("ndjson").orElseThrow();
    HuntRequest request =
        new HuntRequest(
            "",
            new TimeRange(now.minus(Duration.ofHours(hours)), now),
            HuntScope.of(LiveReaders.NAME),
            Order.NEWEST_FIRST);
    try (Export export = new Export(format, List.of(), out)) {
      hunt.forEach(request, MOST_EVENTS, row -> export.accept(row.event()));
    }
  }

  /** The same as a document. */
  static Document document(Hunt hunt, Clock clock, int hours) {
    return new Document(NAME, out -> write(hunt, clock, hours, out));
  }
}
