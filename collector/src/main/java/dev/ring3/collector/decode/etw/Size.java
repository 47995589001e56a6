package dev.ring3.collector.decode.etw;

/** How many items a field has, or how long its value is. */
public sealed interface Size {
  /** As the type itself says; of items, one. */
  record Own() implements Size {}

  /** Always so many. */
  record Fixed(int number) implements Size {
    public Fixed {
      if (number < 0) {
        throw new IllegalArgumentException("a size of " + number);
      }
    }
  }

  /** What an earlier field of the same struct, or else of the event, says. */
  record OfField(String name) implements Size {}

  /** What 16 bits before the value say (TraceLogging). */
  record Prefixed() implements Size {}

  /** As many as the data have room for. */
  record Rest() implements Size {}
}
