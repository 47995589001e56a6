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
import dev.ring3.webui.state.AuditLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The plan of a response, and after confirmation its outcome. One is done at a time. */
@Controller
final class RespondController {
  private final Hunt hunt;
  private final WebSettings settings;
  private final AuditLog audit;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  RespondController(Hunt hunt, WebSettings settings, AuditLog audit) {
    this.hunt = hunt;
    this.settings = settings;
    this.audit = audit;
  }

  /** What is asked for. */
  private record Asked(Deed deed, EventRef ref, Action action) {}

  /** Shows what would be done, and changes nothing. */
  @GetMapping("/respond/{word}")
  String plan(@PathVariable String word, @RequestParam String event, Principal who, Model model)
      throws IOException {
    Asked asked = asked(word, event);
    return page(asked, responder(who).plan(asked.action()), false, model);
  }

  private static String page(Asked asked, Plan plan, boolean changed, Model model) {
    model.addAttribute("deed", asked.deed().label());
    model.addAttribute("word", asked.deed().word());
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
      Principal who,
      Model model)
      throws IOException {
    Asked asked = asked(word, event);
    if (!oneAtATime.tryLock()) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "another response is being done");
    }
    try {
      Responder responder = responder(who);
      Plan plan = responder.plan(asked.action());
      if (!fingerprint(plan).equals(seen)) {
        return page(asked, plan, true, model);
      }
      Outcome outcome = responder.execute(plan);
      audit.add(
          who.getName(),
          "respond " + word,
          asked.ref().toString(),
          String.join("; ", outcome.isComplete() ? outcome.done() : outcome.failed()));
      model.addAttribute("deed", asked.deed().label());
      model.addAttribute("event", asked.ref().toString());
      model.addAttribute("outcome", outcome);
      return "respond/result";
    } finally {
      oneAtATime.unlock();
    }
  }

  private Responder responder(Principal who) throws IOException {
    return Responder.ofThisHost(settings.data(), who.getName() + " (page)");
  }

  private Asked asked(String word, String event) {
    EventRef ref =
        EventRef.parse(event).filter(Offer::isLive).orElseThrow(RespondController::nothing);
    Event found = hunt.find(ref).map(Row::event).orElseThrow(RespondController::nothing);
    Deed deed = Deed.of(word).orElseThrow(RespondController::nothing);
    return new Asked(deed, ref, deed.about(found).orElseThrow(RespondController::nothing));
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
