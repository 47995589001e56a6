package dev.ring3.collector;

import dev.ring3.collector.deobfuscate.DecodedFields;
import dev.ring3.collector.enrich.ProcessTable;
import dev.ring3.collector.enrich.ScriptBlocks;
import dev.ring3.collector.enrich.etw.Traces;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.SourceRecord;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The way of a record to an event: normalise, join, enrich, decode, hand over.
 *
 * <p>For one thread, the one that calls {@link #accept}; the consumer is called on it. What must be
 * known from earlier records (processes, parts of scripts) is remembered within the limits that the
 * classes of {@code enrich} state.
 */
public final class Pipeline {
  private final Normalizer normalizer;
  private final ScriptBlocks scripts;
  private final ProcessTable processes;
  private final Traces traces;
  private final DecodedFields decoded = new DecodedFields();
  private final Consumer<Event> events;

  /**
   * @param clock gives a time to documents that have none
   * @param events takes every event
   */
  public Pipeline(Clock clock, Consumer<Event> events) {
    this.normalizer = new Normalizer(clock);
    this.processes = new ProcessTable(normalizer.names());
    this.scripts = new ScriptBlocks(this::finish);
    this.traces = new Traces(normalizer::normalize, scripts::accept);
    this.events = events;
  }

  /** Takes the next record; hands over its event, unless the record only completes another. */
  public void accept(SourceRecord record) {
    if (record instanceof EtwEventRecord trace) {
      traces.accept(trace);
    } else {
      scripts.accept(normalizer.normalize(record));
    }
  }

  /** Hands over what still waits for more records. To be called at the end of a file. */
  public void flush() {
    traces.flush();
    scripts.flush();
  }

  private void finish(Event.Builder event) {
    processes.complete(event);
    Traces.settle(event);
    decoded.complete(event);
    events.accept(event.build());
  }
}
