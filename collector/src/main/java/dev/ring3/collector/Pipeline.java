package dev.ring3.collector;

import dev.ring3.collector.deobfuscate.DecodedFields;
import dev.ring3.collector.enrich.ProcessTable;
import dev.ring3.collector.enrich.ScriptBlocks;
import dev.ring3.collector.enrich.etw.Traces;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.Recurring;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.SourceRecord;
import java.time.Clock;
import java.util.Map;
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
  private final Host host;
  private final Consumer<Event.Builder> finished;

  /** What the host of a live collection tells itself. Called on the pipeline's thread. */
  public interface Host {
    /** Of a file: nobody can be asked. */
    Host UNKNOWN =
        new Host() {
          @Override
          public Map<String, String> drives() {
            return Map.of();
          }

          @Override
          public void started(Event.Builder start) {}
        };

    /** The drives, such as {@code C:}, by device. */
    Map<String, String> drives();

    /** Adds to the start of a process what it can still be asked for. */
    void started(Event.Builder start);
  }

  /**
   * @param clock gives a time to documents that have none
   * @param events takes every event
   */
  public Pipeline(Clock clock, Consumer<Event> events) {
    this(clock, false, Host.UNKNOWN, decoding(events));
  }

  private static Consumer<Event.Builder> decoding(Consumer<Event> events) {
    DecodedFields decoded = new DecodedFields();
    Recurring recurring = new Recurring();
    return event -> {
      decoded.complete(event);
      events.accept(event.build(recurring));
    };
  }

  /**
   * The same for a live collection, which has more to add to an event, and decodes what it hides.
   *
   * @param finished takes every event
   */
  public static Pipeline live(Clock clock, Host host, Consumer<Event.Builder> finished) {
    return new Pipeline(clock, true, host, finished);
  }

  private Pipeline(Clock clock, boolean isLive, Host host, Consumer<Event.Builder> finished) {
    this.normalizer = new Normalizer(clock);
    this.processes = new ProcessTable(normalizer.names());
    this.scripts = new ScriptBlocks(this::finish);
    this.traces = new Traces(normalizer::normalize, isLive, host::drives, scripts::accept);
    this.host = host;
    this.finished = finished;
  }

  /** Takes the next record; hands over its event, unless the record only completes another. */
  public void accept(SourceRecord record) {
    if (record instanceof EtwEventRecord trace) {
      traces.accept(trace);
    } else {
      scripts.accept(normalizer.normalize(record));
    }
  }

  /**
   * Hands over the events of traces that have waited for other records since the last call. To be
   * called about ten times a second in a live collection, where the next record may be long in
   * coming.
   */
  public void flushTraces() {
    traces.flushOlder();
  }

  /** Hands over what still waits for more records. To be called at the end of a file. */
  public void flush() {
    traces.flush();
    scripts.flush();
  }

  private void finish(Event.Builder event) {
    if (event.type() == EventType.PROCESS_START) {
      host.started(event);
    }
    processes.complete(event);
    Traces.settle(event);
    settle(event);
    finished.accept(event);
  }

  /** A process that was there already is learned like one that starts, but did not start. */
  private static void settle(Event.Builder event) {
    if (event.type() == EventType.PROCESS_START
        && event.text(Field.EVENT_KIND).filter("state"::equals).isPresent()) {
      event.type(EventType.LOG_RECORD);
    }
  }
}
