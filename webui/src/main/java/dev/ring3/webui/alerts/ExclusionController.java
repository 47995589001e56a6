package dev.ring3.webui.alerts;

import dev.ring3.search.detect.exclude.Exclusion;
import dev.ring3.search.detect.exclude.Exclusions;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.hunt.HuntRequests;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.state.AuditLog;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exclusions: made from an alert, with what they would have hidden; listed, and taken back. */
@Controller
final class ExclusionController {
  private static final int USUAL_DAYS = 30;

  private final Hunt hunt;
  private final HuntRequests requests;
  private final RuleFolder rules;
  private final AuditLog audit;
  private final Clock clock;

  ExclusionController(
      Hunt hunt, HuntRequests requests, WebSettings settings, AuditLog audit, Clock clock) {
    this.hunt = hunt;
    this.requests = requests;
    this.rules = new RuleFolder(settings.data());
    this.audit = audit;
    this.clock = clock;
  }

  /** Proposes one that hides what is like an alert. */
  @GetMapping("/alerts/exclude")
  String propose(@RequestParam String alert, Model model) {
    Row row = TriageController.alert(hunt, alert);
    return page(row, ExclusionPreview.proposal(row.event()), "", USUAL_DAYS, null, model);
  }

  /** Shows what a query would hide, and changes nothing. */
  @PostMapping(path = "/alerts/exclude", params = "preview")
  String preview(
      @RequestParam String alert,
      @RequestParam String query,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "0") int days,
      Model model) {
    return page(TriageController.alert(hunt, alert), query, reason, days, null, model);
  }

  private String page(
      Row row, String query, String reason, int days, @Nullable String problem, Model model) {
    model.addAttribute("alert", row.ref().toString());
    model.addAttribute("query", query);
    model.addAttribute("reason", reason);
    model.addAttribute("days", days);
    String wrong = problem;
    try {
      Exclusions.parse(query, clock);
      model.addAttribute("preview", ExclusionPreview.of(hunt, requests, row.event(), query));
    } catch (QueryException | SearchLimitException | CaseException e) {
      wrong = e.getMessage();
    }
    model.addAttribute("problem", wrong);
    return "alerts/exclude";
  }

  @PostMapping(path = "/alerts/exclude", params = "!preview")
  String exclude(
      @RequestParam String alert,
      @RequestParam String query,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "0") int days,
      Principal who,
      Model model) {
    Row row = TriageController.alert(hunt, alert);
    Instant now = clock.instant();
    try {
      Exclusions.parse(query, clock);
      Exclusion added =
          new Exclusion(
              UUID.randomUUID().toString(),
              query.strip(),
              reason.strip(),
              who.getName(),
              now,
              days > 0 ? now.plus(Duration.ofDays(Math.min(days, 3_650))) : null);
      rules.exclusions().add(added);
      audit.add(who.getName(), "exclude", added.id(), added.query());
    } catch (QueryException | IllegalArgumentException | IOException e) {
      return page(row, query, reason, days, e.getMessage(), model);
    }
    return "redirect:/alerts/exclusions";
  }

  @GetMapping("/alerts/exclusions")
  String list(Model model) {
    try {
      List<Exclusion> all = rules.exclusions().read();
      model.addAttribute(
          "exclusions",
          all.stream().map(each -> ExclusionView.of(each, hunt, requests, clock)).toList());
    } catch (IOException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "alerts/exclusions";
  }

  @PostMapping("/alerts/exclusions/remove")
  String remove(@RequestParam String id, Principal who) throws IOException {
    if (rules.exclusions().remove(id)) {
      audit.add(who.getName(), "include again", id, "");
    }
    return "redirect:/alerts/exclusions";
  }
}
