package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How operations on files ended: Kernel-File tells it in an event of its own (24), which names the
 * request (Irp) of the events that began it. The events get {@code error.code}, the NTSTATUS, and
 * the outcome. At most {@link #MAX_REQUESTS} are remembered.
 */
final class FileOperations {
  static final int MAX_REQUESTS = 4096;

  private static final String REQUEST = WindowsRecord.EVENT_DATA + "Irp";

  /** Of NTSTATUS, the two uppermost bits: success and information end in order. */
  private static final int SEVERITY_SHIFT = 30;

  private static final int WARNING = 2;

  private final Recent<String, List<Event.Builder>> begun = new Recent<>(MAX_REQUESTS);

  /** Remembers an event that began something, if it names a request. */
  void began(Event.Builder event) {
    event
        .source(REQUEST)
        .ifPresent(request -> begun.computeIfAbsent(request, r -> new ArrayList<>(1)).add(event));
  }

  /**
   * Tells the events of a request how it ended.
   *
   * @param status NTSTATUS
   */
  void ended(String request, long status) {
    List<Event.Builder> events = begun.remove(request);
    if (events == null) {
      return;
    }
    boolean failed = (status >>> SEVERITY_SHIFT & 3) >= WARNING;
    for (Event.Builder event : events) {
      event.set(Field.EVENT_OUTCOME, failed ? "failure" : "success");
      if (failed) {
        event.set(Field.ERROR_CODE, "0x" + Long.toHexString(status));
      }
    }
  }
}
