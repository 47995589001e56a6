package dev.ring3.webui.sensors;

import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.webui.live.LiveSource;
import dev.ring3.webui.page.MenuEntry;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** How the sensors fare. */
@Controller
@MenuEntry(label = "Sensors", path = "/sensors", order = 30)
final class SensorsController {
  private final LiveSource live;
  private final EventIndex index;
  private final Clock clock;

  SensorsController(LiveSource live, EventIndex index, Clock clock) {
    this.live = live;
    this.index = index;
    this.clock = clock;
  }

  @GetMapping("/sensors")
  String page(
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
      @RequestParam(name = "q", defaultValue = "") String query,
      Model model) {
    model.addAttribute("sensors", SensorsView.of(live.report(), clock.instant()));
    try {
      model.addAttribute("store", index.live().map(StoreView::of).orElse(null));
    } catch (CaseException e) {
      model.addAttribute("problem", e.getMessage());
    }
    model.addAttribute("query", query);
    return partial ? "sensors/state" : "sensors/sensors";
  }
}
