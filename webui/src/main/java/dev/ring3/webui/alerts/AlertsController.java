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
import dev.ring3.webui.state.TriageBook;
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
  private final TriageBook triage;

  AlertsController(EventIndex index, Hunt hunt, HuntRequests requests, TriageBook triage) {
    this.index = index;
    this.hunt = hunt;
    this.requests = requests;
    this.triage = triage;
  }

  @GetMapping("/alerts")
  String page(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(defaultValue = "") String status,
      Model model) {
    HuntState state = HuntState.of(parameters).withQuery("");
    List<String> names = index.names();
    model.addAttribute("state", state);
    model.addAttribute("caseNames", names);
    StatusFilter filter = StatusFilter.of(status);
    model.addAttribute("filter", filter);
    model.addAttribute("filters", StatusFilter.ALL);
    model.addAttribute("ranges", QuickRange.choices(state, "/alerts"));
    if (names.isEmpty()) {
      return "alerts/alerts";
    }
    HuntState alerts = state.withQuery(ALERTS);
    try {
      model.addAttribute(
          "alerts", AlertsView.of(hunt, requests.of(alerts), alerts, triage, filter));
    } catch (QueryException | TimeException | SearchLimitException | CaseException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "alerts/alerts";
  }
}
