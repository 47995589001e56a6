package dev.ring3.collector.evtx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many records of each channel and event id a file has, as lines of the expected table. */
final class CountsByEvent {
  private CountsByEvent() {}

  static List<String> rows(String file, List<EvtxRecord> records) {
    Map<String, Integer> counts = new TreeMap<>();
    for (EvtxRecord record : records) {
      @Nullable String named = record.system(SystemField.CHANNEL);
      String channel = named == null ? "None" : named;
      String event = channel + "\t" + record.system(SystemField.EVENT_ID);
      counts.merge(event, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(c -> file + '\t' + records.size() + '\t' + c.getKey() + '\t' + c.getValue())
        .toList();
  }
}
