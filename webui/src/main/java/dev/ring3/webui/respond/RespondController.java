package dev.ring3.webui.respond;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.Outcome;
import dev.ring3.collector.respond.Plan;
import dev.ring3.collector.respond.Responder;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The plan of a response, and after confirmation its outcome, which is waited for {@link
 * #WAIT_MILLISECONDS}; what takes longer has a page that follows it.
 */
@Controller
final class RespondController {
  /** Until then people rather wait than look at a page of progress. */
  private static final long WAIT_MILLISECONDS = 1000;

  private static final int TRIAGE_HOURS = 24;

  private final Hunt hunt;
  private final WebSettings settings;
  private final Responses responses;
  private final Clock clock;

  RespondController(Hunt hunt, WebSettings settings, Responses responses, Clock clock) {
    this.hunt = hunt;
    this.settings = settings;
    this.responses = responses;
    this.clock = clock;
  }

  /** What is asked for. */
  private record Asked(Deed deed, EventRef ref, Action action) {}

  /** Shows what would be done, and changes nothing. */
  @GetMapping("/respond/{word}")
  String plan(
      @PathVariable String word,
      @RequestParam String event,
      @RequestParam(required = false) @Nullable String time,
      @RequestParam(defaultValue = "") String allow,
      Principal who,
      Model model)
      throws IOException {
    IsolationForm form = time == null ? IsolationForm.USUAL : new IsolationForm(time, allow);
    String mistake = form.mistake();
    model.addAttribute("form", form);
    model.addAttribute("mistake", mistake);
    if (mistake != null) {
      // The rest of the page is as it is offered, and nothing can be confirmed.
      Asked asked = asked(word, event, IsolationForm.USUAL);
      return page(asked, new Plan(asked.action(), List.of(), List.of(), List.of()), false, model);
    }
    Asked asked = asked(word, event, form);
    return page(asked, responder(who).plan(asked.action()), false, model);
  }

  private static String page(Asked asked, Plan plan, boolean changed, Model model) {
    model.addAttribute("deed", asked.deed().label());
    model.addAttribute("word", asked.deed().word());
    model.addAttribute("isolates", asked.deed() == Deed.ISOLATE);
    model.addAttribute("consequence", asked.deed().consequence());
    model.addAttribute("event", asked.ref().toString());
    model.addAttribute("would", plan.would());
    model.addAttribute("refused", plan.refused());
    model.addAttribute("seen", fingerprint(plan));
    model.addAttribute("changed", changed);
    return "respond/plan";
  }

  /**
   * Does it, if the plan is the one that was shown.
   *
   * @param seen the fingerprint of that plan
   */
  @PostMapping("/respond/{word}")
  String execute(
      @PathVariable String word,
      @RequestParam String event,
      @RequestParam String seen,
      @RequestParam(required = false) @Nullable String time,
      @RequestParam(defaultValue = "") String allow,
      Principal who,
      Model model)
      throws IOException {
    IsolationForm form = time == null ? IsolationForm.USUAL : new IsolationForm(time, allow);
    if (form.mistake() != null) {
      throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, form.mistake());
    }
    Asked asked = asked(word, event, form);
    Responder responder = responder(who);
    Plan plan = responder.plan(asked.action());
    if (!fingerprint(plan).equals(seen)) {
      model.addAttribute("form", form);
      return page(asked, plan, true, model);
    }
    Response response =
        responses
            .begin(asked.deed(), asked.ref().toString(), plan, responder, who.getName())
            .orElseThrow(RespondController::busy);
    return response.awaitEnd(WAIT_MILLISECONDS)
        ? outcome(response, model)
        : "redirect:/respond/~running/" + response.id();
  }

  private static ResponseStatusException busy() {
    return new ResponseStatusException(
        HttpStatus.SERVICE_UNAVAILABLE, "another response is being done: wait until it ends");
  }

  /** How a response fares. */
  @GetMapping("/respond/~running/{id}")
  String watch(
      @PathVariable String id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean partial,
      Model model) {
    Response response = responses.find(id).orElseThrow(RespondController::nothing);
    String page = outcome(response, model);
    return partial ? "respond/progress" : page;
  }

  private String outcome(Response response, Model model) {
    model.addAttribute("deed", response.deed().label());
    model.addAttribute("event", response.event());
    model.addAttribute("id", response.id());
    model.addAttribute("running", response.isRunning());
    model.addAttribute("seconds", Duration.between(response.began(), clock.instant()).toSeconds());
    model.addAttribute("outcome", response.outcome().getNow(new Outcome(List.of(), List.of())));
    return "respond/result";
  }

  private Responder responder(Principal who) throws IOException {
    return Responder.ofThisHost(settings.data(), who.getName() + " (page)");
  }

  private Asked asked(String word, String event, IsolationForm form) {
    EventRef ref =
        EventRef.parse(event).filter(Offer::isLive).orElseThrow(RespondController::nothing);
    Event found = hunt.find(ref).map(Row::event).orElseThrow(RespondController::nothing);
    Deed deed = Deed.of(word).orElseThrow(RespondController::nothing);
    Details details = new Details(form, List.of(TriageEvents.document(hunt, clock, TRIAGE_HOURS)));
    return new Asked(deed, ref, deed.about(found, details).orElseThrow(RespondController::nothing));
  }

  /** For what the page never links to. */
  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static String fingerprint(Plan plan) {
    String lines = String.join("\n", plan.would()) + "\n\n" + String.join("\n", plan.refused());
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
