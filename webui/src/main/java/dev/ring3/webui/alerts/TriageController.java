package dev.ring3.webui.alerts;

import dev.ring3.collector.event.EventType;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Row;
import dev.ring3.webui.state.AuditLog;
import dev.ring3.webui.state.Triage;
import dev.ring3.webui.state.TriageBook;
import dev.ring3.webui.state.TriageStatus;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What people decide about one alert; a part of its page. */
@Controller
final class TriageController {
  private static final int HISTORY = 10;

  private final Hunt hunt;
  private final TriageBook book;
  private final AuditLog audit;

  TriageController(Hunt hunt, TriageBook book, AuditLog audit) {
    this.hunt = hunt;
    this.book = book;
    this.audit = audit;
  }

  @GetMapping("/alerts/triage")
  String triage(@RequestParam String alert, Model model) {
    Row row = alert(hunt, alert);
    model.addAttribute("alert", row.ref().toString());
    model.addAttribute("triage", book.of(List.of(row)).getOrDefault(row.ref(), Triage.NONE));
    model.addAttribute("statuses", TriageStatus.values());
    model.addAttribute("history", audit.of(row.ref().toString(), HISTORY));
    return "alerts/triage";
  }

  @PostMapping("/alerts/triage")
  String decide(
      @RequestParam String alert,
      @RequestParam String status,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String note,
      Principal who) {
    Row row = alert(hunt, alert);
    TriageStatus decided =
        TriageStatus.of(status)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    try {
      book.decide(row, new Triage(decided, owner.strip(), note.strip()), who.getName());
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
    }
    return "redirect:/event/" + row.ref();
  }

  /** The alert of that reference. */
  static Row alert(Hunt hunt, String ref) {
    return EventRef.parse(ref)
        .flatMap(hunt::find)
        .filter(row -> row.event().type() == EventType.ALERT)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
