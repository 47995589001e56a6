package dev.ring3.webui.alerts;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.hunt.HuntRequests;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.QuickRange;
import dev.ring3.webui.hunt.TimeException;
import dev.ring3.webui.page.MenuEntry;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What rules found. */
@Controller
@MenuEntry(label = "Alerts", path = "/alerts", order = 15)
final class AlertsController {
  private static final String ALERTS = "event.kind:alert";

  private final EventIndex index;
  private final Hunt hunt;
  private final HuntRequests requests;

  AlertsController(EventIndex index, Hunt hunt, HuntRequests requests) {
    this.index = index;
    this.hunt = hunt;
    this.requests = requests;
  }

  @GetMapping("/alerts")
  String page(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    HuntState state = HuntState.of(parameters).withQuery("");
    List<String> names = index.names();
    model.addAttribute("state", state);
    model.addAttribute("caseNames", names);
    model.addAttribute("ranges", QuickRange.choices(state, "/alerts"));
    if (names.isEmpty()) {
      return "alerts/alerts";
    }
    HuntState alerts = state.withQuery(ALERTS);
    try {
      model.addAttribute("alerts", AlertsView.of(hunt, requests.of(alerts), alerts));
    } catch (QueryException | TimeException | SearchLimitException | CaseException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "alerts/alerts";
  }
}
