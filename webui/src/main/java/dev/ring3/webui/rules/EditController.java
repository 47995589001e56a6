package dev.ring3.webui.rules;

import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.EditedRules;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.state.AuditLog;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/** Rules are written, changed, and tried on what is indexed. */
@Controller
final class EditController {
  /** What a new rule starts with. */
  private static final String NEW =
      """
      title: What it finds
      id: %s
      status: experimental
      level: medium
      logsource:
        category: process_creation
        product: linux
      detection:
        selection:
          Image|endswith: '/example'
        condition: selection
      """;

  private final RuleBook book;
  private final EditedRules edited;
  private final EventIndex index;
  private final AuditLog audit;

  EditController(RuleBook book, EventIndex index, WebSettings settings, AuditLog audit) {
    this.book = book;
    this.index = index;
    this.edited = new EditedRules(settings.data());
    this.audit = audit;
  }

  @GetMapping("/rules/edit")
  String edit(@RequestParam(defaultValue = "") String id, Model model) {
    if (id.isEmpty()) {
      String fresh = UUID.randomUUID().toString();
      return page(NEW.replace("%s", fresh), null, null, model);
    }
    AnyRule rule = rule(id);
    String text =
        edited
            .source(rule.about())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return page(text, rule, null, model);
  }

  private AnyRule rule(String id) {
    return book.rules().all().stream()
        .filter(rule -> rule.about().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static String page(
      String text, @Nullable AnyRule rule, @Nullable String problem, Model model) {
    model.addAttribute("text", text);
    model.addAttribute("title", rule == null ? "New rule" : rule.about().title());
    model.addAttribute("id", rule == null ? "" : rule.about().id());
    model.addAttribute("removable", rule != null && EditedRules.isEdited(rule.about()));
    model.addAttribute("longest", EditedRules.LONGEST);
    model.addAttribute("problem", problem);
    return "rules/edit";
  }

  /** Tells what is wrong with a text, and what its rules would have found; keeps nothing. */
  @PostMapping(path = "/rules/edit", params = "try")
  String tryOut(
      @RequestParam String text, @RequestParam(defaultValue = "") String id, Model model) {
    AnyRule rule = id.isEmpty() ? null : rule(id);
    try {
      model.addAttribute("trial", Trial.of(edited.check(text), index));
      return page(text, rule, null, model);
    } catch (RulesException e) {
      return page(text, rule, e.getMessage(), model);
    }
  }

  @PostMapping(path = "/rules/edit", params = "!try")
  String save(
      @RequestParam String text,
      @RequestParam(defaultValue = "") String id,
      Principal who,
      Model model) {
    try {
      String saved = edited.save(text);
      audit.add(who.getName(), "edit rule", saved, "");
      return "redirect:/rules/rule?id=" + UriUtils.encode(saved, StandardCharsets.UTF_8);
    } catch (RulesException e) {
      return page(text, id.isEmpty() ? null : rule(id), e.getMessage(), model);
    }
  }

  /** Goes back to the rule as it was imported, if it was. */
  @PostMapping("/rules/edit/remove")
  String remove(@RequestParam String id, Principal who) {
    AnyRule rule = rule(id);
    if (!EditedRules.isEdited(rule.about())) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    edited.remove(rule.about());
    audit.add(who.getName(), "remove edited rule", id, "");
    return "redirect:/rules";
  }
}
