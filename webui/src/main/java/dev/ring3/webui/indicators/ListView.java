package dev.ring3.webui.indicators;

import dev.ring3.search.detect.indicators.ListHeader;
import dev.ring3.webui.hunt.TimeText;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list as the page shows it.
 *
 * @param kinds how many there are of each
 * @param alerts that were raised, of all that is indexed
 */
record ListView(
    String name,
    String file,
    String format,
    String level,
    String imported,
    String ends,
    long size,
    String kinds,
    long alerts) {

  /**
   * @param alerts by name of the list
   */
  static ListView of(ListHeader list, Map<String, Long> alerts) {
    return new ListView(
        list.name(),
        list.file(),
        list.format(),
        list.level().word(),
        TimeText.seconds(list.imported()),
        list.ends().map(TimeText::seconds).orElse("never"),
        list.size(),
        list.counts().entrySet().stream()
            .map(
                kind -> String.format(Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey().word()))
            .collect(Collectors.joining(", ")),
        alerts.getOrDefault(list.name().toLowerCase(Locale.ROOT), 0L));
  }
}
