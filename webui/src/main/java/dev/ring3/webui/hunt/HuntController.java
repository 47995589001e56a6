package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.CursorException;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntPage;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.page.MenuEntry;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page itself, with its first table. */
@Controller
@MenuEntry(label = "Hunt", path = "/hunt", order = 10)
final class HuntController {
  /** Hits on a page. */
  static final int PAGE = 100;

  private final EventIndex index;
  private final Hunt hunt;
  private final HuntRequests requests;

  HuntController(EventIndex index, Hunt hunt, HuntRequests requests) {
    this.index = index;
    this.hunt = hunt;
    this.requests = requests;
  }

  @GetMapping("/")
  String start() {
    return "redirect:/hunt";
  }

  @GetMapping("/hunt")
  String page(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    HuntState state = HuntState.of(parameters);
    List<String> caseNames = index.names();
    model.addAttribute("state", state);
    model.addAttribute("caseNames", caseNames);
    model.addAttribute("rangeLabel", QuickRange.label(state));
    model.addAttribute("ranges", QuickRange.choices(state, "/hunt"));
    if (caseNames.isEmpty()) {
      return "hunt/hunt";
    }
    try {
      fill(state, model);
    } catch (QueryException e) {
      model.addAttribute("mistake", Mistake.of(state.query(), e));
    } catch (TimeException | CursorException | SearchLimitException | CaseException e) {
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("retryUrl", state.withCursor(null).url("/hunt"));
    }
    return "hunt/hunt";
  }

  private void fill(HuntState state, Model model) {
    HuntRequest request = requests.of(state);
    long start = System.nanoTime();
    HuntPage page = hunt.page(request, state.cursor(), PAGE);
    model.addAttribute("millis", (System.nanoTime() - start) / 1_000_000);
    model.addAttribute("table", ResultTable.of(state, page, hunt.names(request.scope())));
    model.addAttribute("unreadable", page.unreadable());
    model.addAttribute("columnChoices", ColumnChoice.of(state, page.rows()));
    model.addAttribute("usualColumnsUrl", state.withColumns(HuntState.USUAL_COLUMNS).url("/hunt"));
    model.addAttribute("overviewUrl", state.withCursor(null).url("/hunt/overview"));
    model.addAttribute("fieldsUrl", state.withCursor(null).url("/hunt/fields"));
    model.addAttribute("firstUrl", state.withCursor(null).url("/hunt"));
  }
}
