package dev.ring3.webui.event;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.Surroundings;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.hunt.HuntRequests;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.Summary;
import dev.ring3.webui.hunt.TimeException;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.respond.Offer;
import dev.ring3.webui.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page of one event; the address also says the hunt that led to it. */
@Controller
final class EventController {
  /** Longer than any log. */
  private static final Duration EVER = Duration.ofDays(36_500);

  private final Hunt hunt;
  private final HuntRequests requests;
  private final RawRecord raw;

  EventController(Hunt hunt, HuntRequests requests, RawRecord raw) {
    this.hunt = hunt;
    this.requests = requests;
    this.raw = raw;
  }

  @GetMapping("/event/{ref}")
  String event(
      @PathVariable String ref,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      Model model) {
    EventRef wanted = EventRef.parse(ref).orElseThrow(EventController::gone);
    HuntState state = HuntState.of(parameters);
    Event event = hunt.find(wanted).orElseThrow(EventController::gone).event();
    HuntState here = HuntState.everything().withCase(wanted.caseName());
    model.addAttribute("event", event);
    model.addAttribute("ref", wanted.toString());
    model.addAttribute("isAlert", event.type() == EventType.ALERT);
    model.addAttribute("caseName", wanted.caseName());
    model.addAttribute("time", TimeText.millis(event.time()));
    model.addAttribute("summary", Summary.of(event));
    model.addAttribute("actor", Actor.of(event));
    model.addAttribute("families", EventView.families(event, here));
    model.addAttribute("pivots", Pivot.of(event, wanted.caseName()));
    model.addAttribute("raw", raw.of(event));
    model.addAttribute(
        "offers", Role.RESPONDER.isOf(request) ? Offer.of(event, wanted) : List.of());
    model.addAttribute("backUrl", state.url("/hunt"));
    neighbours(wanted, state)
        .ifPresent(
            around -> {
              model.addAttribute("earlierUrl", url(around.before(), state));
              model.addAttribute("laterUrl", url(around.after(), state));
            });
    return "event/event";
  }

  private static ResponseStatusException gone() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  /** The hits before and after; none if the address does not say a hunt that works. */
  private Optional<Surroundings> neighbours(EventRef ref, HuntState state) {
    try {
      return hunt.around(ref, requests.of(state), EVER, 1);
    } catch (QueryException | TimeException | SearchLimitException | CaseException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String url(List<Row> rows, HuntState state) {
    return rows.isEmpty() ? null : state.url("/event/" + rows.getFirst().ref());
  }
}
