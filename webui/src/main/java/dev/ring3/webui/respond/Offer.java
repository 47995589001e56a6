package dev.ring3.webui.respond;

import dev.ring3.collector.event.Event;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.live.LiveReaders;
import java.util.Arrays;
import java.util.List;

/** Something that can be done about an event, as its page offers it. */
public record Offer(String label, String url) {
  /** All that an event allows: none of one that was imported, which need not be of this host. */
  public static List<Offer> of(Event event, EventRef ref) {
    if (!isLive(ref)) {
      return List.of();
    }
    return Arrays.stream(Deed.values())
        .filter(deed -> deed.about(event, Details.NONE).isPresent())
        .map(deed -> new Offer(deed.label(), "/respond/" + deed.word() + "?event=" + ref))
        .toList();
  }

  static boolean isLive(EventRef ref) {
    return ref.caseName().equals(LiveReaders.NAME);
  }
}
