package dev.ring3.webui.sensors;

import dev.ring3.search.index.LiveStatus;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.page.Size;

/**
 * What is kept of the live events, as the page shows it.
 *
 * @param first time of the earliest event; empty if there is none
 */
record StoreView(long events, String size, String first) {
  static StoreView of(LiveStatus status) {
    return new StoreView(
        status.events(),
        Size.text(status.bytes()),
        status.first() == null ? "" : TimeText.seconds(status.first()));
  }
}
