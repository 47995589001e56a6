package dev.ring3.webui.rules;

import dev.ring3.search.detect.Retro;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.live.LiveSource;
import dev.ring3.webui.live.SensorReport;
import dev.ring3.webui.live.SensorReport.RuleCost;
import dev.ring3.webui.page.MenuEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/** The list of rules, and each with what it would have found. */
@Controller
@MenuEntry(label = "Rules", path = "/rules", order = 17)
final class RulesController {
  private final RuleBook book;
  private final EventIndex index;
  private final LiveSource live;

  RulesController(RuleBook book, EventIndex index, LiveSource live) {
    this.book = book;
    this.index = index;
    this.live = live;
  }

  @GetMapping("/rules")
  String list(
      @RequestParam(name = "q", defaultValue = "") String text,
      @RequestParam(name = "level", defaultValue = "") String level,
      Model model) {
    model.addAttribute("text", text);
    model.addAttribute("level", level);
    model.addAttribute("levels", RulesView.levels());
    try {
      model.addAttribute("rules", RulesView.of(book.rules(), text, level, costs()));
    } catch (RulesException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "rules/rules";
  }

  /** What rules have cost since the collection that goes on, or the last one, loaded them. */
  private Function<String, Optional<RuleCost>> costs() {
    Optional<SensorReport> report = live.report();
    return id -> report.flatMap(known -> known.cost(id));
  }

  /** An id can be a file's name, with slashes, so it is a parameter. */
  @GetMapping("/rules/rule")
  String one(@RequestParam String id, Model model) {
    model.addAttribute("rule", RuleView.of(rule(book.rules(), id), costs().apply(id)));
    return "rules/rule";
  }

  /** What the rule would have found in all that is indexed; within {@link Hunt#LIMIT}. */
  @GetMapping("/rules/would-have-fired")
  String wouldHaveFired(@RequestParam String id, Model model) {
    RuleSet set = book.rules();
    AnyRule rule = rule(set, id);
    try (Snapshot all = index.openAll(Hunt.LIMIT)) {
      Optional<Retro.Answer> answer = Retro.ask(rule, set, all);
      model.addAttribute("events", all.events());
      answer.ifPresent(
          found -> {
            model.addAttribute("answer", found);
            model.addAttribute("first", TimeText.seconds(found.first()));
            model.addAttribute("last", TimeText.seconds(found.last()));
          });
    } catch (SearchLimitException | CaseException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "rules/fired";
  }

  @PostMapping("/rules/enable")
  String enable(@RequestParam String id, @RequestParam boolean enabled) {
    book.enable(List.of(rule(book.rules(), id).about().id()), enabled);
    return "redirect:/rules/rule?id=" + UriUtils.encode(id, StandardCharsets.UTF_8);
  }

  private static AnyRule rule(RuleSet set, String id) {
    return set.all().stream()
        .filter(rule -> rule.about().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
