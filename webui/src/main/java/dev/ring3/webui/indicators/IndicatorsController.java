package dev.ring3.webui.indicators;

import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.indicators.IndicatorRetro;
import dev.ring3.search.detect.indicators.read.IndicatorTimes;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.rule.Level;
import dev.ring3.webui.page.MenuEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The lists of indicators. */
@Controller
@MenuEntry(label = "Indicators", path = "/indicators", order = 18)
final class IndicatorsController {
  /** Lists whose alerts are counted. */
  private static final int MOST_LISTS = 1_000;

  /** Values met that are shown. */
  private static final int MOST_MET = 200;

  private final ListBook book;
  private final EventIndex index;

  IndicatorsController(ListBook book, EventIndex index) {
    this.book = book;
    this.index = index;
  }

  @GetMapping("/indicators")
  String list(
      @RequestParam(defaultValue = "") String value,
      @RequestParam(defaultValue = "") String done,
      Model model) {
    model.addAttribute("value", value);
    model.addAttribute("done", done);
    model.addAttribute("maxFile", ListBook.MAX_FILE);
    model.addAttribute(
        "types", Arrays.stream(IndicatorType.values()).map(IndicatorType::word).toList());
    model.addAttribute(
        "levels",
        Arrays.stream(Level.values()).sorted(Comparator.reverseOrder()).map(Level::word).toList());
    try {
      IndicatorLists.Loaded loaded = book.lists();
      Map<String, Long> alerts = loaded.set().isEmpty() ? Map.of() : alerts(model);
      model.addAttribute(
          "lists", loaded.set().lists().stream().map(list -> ListView.of(list, alerts)).toList());
      model.addAttribute("problems", loaded.problems());
      if (!value.isBlank()) {
        model.addAttribute("found", loaded.set().find(value.strip()));
      }
    } catch (IndicatorException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "indicators/indicators";
  }

  /** How many alerts there are by the list's name in lower case. */
  private Map<String, Long> alerts(Model model) {
    Name feed = new Name.OfField(Field.THREAT_FEED_NAME);
    Map<String, Long> counts = new HashMap<>();
    try (Snapshot all = index.openAll(Hunt.LIMIT)) {
      all.values(new Query.Exists(feed), List.of(feed), MOST_LISTS, false)
          .getFirst()
          .entries()
          .forEach(
              entry ->
                  counts.merge(entry.value().toLowerCase(Locale.ROOT), entry.count(), Long::sum));
    } catch (SearchLimitException | CaseException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return counts;
  }

  /** Takes a file, which is the body; answers with where to go on. */
  @PostMapping("/indicators/import")
  ResponseEntity<String> take(
      @RequestParam String name,
      @RequestParam String file,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String expires,
      @RequestParam(defaultValue = "high") String level,
      HttpServletRequest request)
      throws IOException {
    String called = name.isBlank() ? IndicatorLists.nameOf(file) : name.strip();
    Instant until = null;
    if (!expires.isBlank()) {
      until =
          IndicatorTimes.parse(expires.strip())
              .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
    IndicatorLists.Wishes wishes =
        new IndicatorLists.Wishes(
            called,
            file,
            IndicatorType.of(type).orElse(null),
            until,
            Level.of(level).orElse(Level.HIGH));
    IndicatorLists.Imported imported = book.take(request.getInputStream(), wishes);
    return plain(HttpStatus.OK, summary(imported));
  }

  private static String summary(IndicatorLists.Imported imported) {
    String summary =
        String.format(
            Locale.ROOT,
            "%,d indicators are in %s (%s)",
            imported.list().size(),
            imported.list().name(),
            imported.list().format());
    return imported.refused() == 0
        ? summary
        : summary
            + String.format(
                Locale.ROOT,
                "; %,d values could not be taken: %s",
                imported.refused(),
                imported.problems().getFirst());
  }

  private static ResponseEntity<String> plain(HttpStatus status, @Nullable String text) {
    return ResponseEntity.status(status)
        .header("Content-Type", "text/plain;charset=UTF-8")
        .body(text);
  }

  @ExceptionHandler({IndicatorException.class, ListBook.TooLargeException.class})
  ResponseEntity<String> refused(RuntimeException e) {
    return plain(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
  }

  /** What of all that is indexed is an indicator; within {@link Hunt#LIMIT}. */
  @GetMapping("/indicators/met")
  String met(Model model) {
    try (Snapshot all = index.openAll(Hunt.LIMIT)) {
      List<IndicatorRetro.Hit> hits = IndicatorRetro.ask(book.lists().set(), all);
      model.addAttribute("events", all.events());
      model.addAttribute("total", hits.size());
      model.addAttribute("hits", hits.stream().limit(MOST_MET).map(MetView::of).toList());
    } catch (SearchLimitException | CaseException | IndicatorException e) {
      model.addAttribute("problem", e.getMessage());
    }
    return "indicators/met";
  }

  @GetMapping("/indicators/remove")
  String askToRemove(@RequestParam String name, Model model) {
    model.addAttribute("one", one(name));
    return "indicators/remove";
  }

  @PostMapping("/indicators/remove")
  String remove(@RequestParam String name) {
    one(name);
    book.remove(name);
    return "redirect:/indicators?done=" + name + "+was+removed";
  }

  private ListView one(String name) {
    return book.lists().set().lists().stream()
        .filter(list -> list.name().equals(name))
        .map(list -> ListView.of(list, Map.of()))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
