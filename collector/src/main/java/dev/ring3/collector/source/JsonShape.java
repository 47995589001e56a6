package dev.ring3.collector.source;

import java.util.List;
import java.util.Map;

/** Tells by the names in a JSON document which tool wrote it. */
final class JsonShape {
  private JsonShape() {}

  /** The record that the document holds. */
  static SourceRecord record(Origin origin, Map<String, List<String>> values) {
    if (values.containsKey("winlog.channel")) {
      return WindowsShapes.winlogbeat(origin, values);
    }
    if (values.containsKey("log_name")) {
      return WindowsShapes.winlogbeat6(origin, values);
    }
    if (values.containsKey("Event.System.EventID")
        || values.containsKey("Event.System.EventID.#text")) {
      return WindowsShapes.xml(origin, values);
    }
    if (values.containsKey("Channel") && values.containsKey("EventID")) {
      return WindowsShapes.nxlog(origin, values);
    }
    return new EcsRecord(origin, values);
  }
}
