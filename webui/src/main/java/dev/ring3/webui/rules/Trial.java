package dev.ring3.webui.rules;

import dev.ring3.search.detect.Retro;
import dev.ring3.search.detect.rules.AnyRule;
import dev.ring3.search.detect.rules.RuleSet;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.sigma.read.Finding;
import dev.ring3.webui.hunt.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a text of rules means, and what they would have found.
 *
 * @param problems mistakes with their line, and rules that cannot run with the reason
 * @param results a line for each rule
 */
record Trial(List<String> problems, List<String> results) {
  /** Rules of one text that are tried, together within {@link Hunt#LIMIT}. */
  private static final int MOST = 20;

  Trial {
    problems = List.copyOf(problems);
    results = List.copyOf(results);
  }

  static Trial of(RuleSet set, EventIndex index) {
    List<String> problems = new ArrayList<>();
    set.findings().stream().map(Finding::toString).forEach(problems::add);
    set.leftOut().forEach(each -> problems.add(each.about().title() + ": " + each.reason()));
    List<String> results = new ArrayList<>();
    try (Snapshot all = index.openAll(Hunt.LIMIT)) {
      for (AnyRule rule : set.all().stream().limit(MOST).toList()) {
        results.add(rule.about().title() + ": " + found(Retro.ask(rule, set, all), all.events()));
      }
    } catch (SearchLimitException | CaseException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (set.all().isEmpty() && problems.isEmpty()) {
      problems.add("there is no rule in it");
    }
    return new Trial(problems, results);
  }

  private static String found(Optional<Retro.Answer> answer, long events) {
    if (answer.isEmpty()) {
      return String.format(Locale.ROOT, "not once in %,d events", events);
    }
    Retro.Answer found = answer.get();
    return String.format(
        Locale.ROOT,
        "%,d times in %,d events, first %s, last %s; on %s; by %s",
        found.count(),
        events,
        TimeText.seconds(found.first()),
        TimeText.seconds(found.last()),
        names(found.hosts()),
        names(found.programs()));
  }

  private static String names(List<ValueTable.Entry> entries) {
    return entries.isEmpty()
        ? "no name"
        : entries.stream()
            .map(entry -> entry.value() + " (" + entry.count() + ")")
            .collect(Collectors.joining(", "));
  }
}
