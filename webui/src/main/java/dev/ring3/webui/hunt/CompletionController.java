package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.hunt.NameCompletion;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryText;
import java.util.List;
import java.util.Locale;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says what may be meant by what is being typed. */
@RestController
final class CompletionController {
  /** Suggestions that are shown at once. */
  private static final int MOST = 12;

  private final Hunt hunt;
  private final HuntRequests requests;

  CompletionController(Hunt hunt, HuntRequests requests) {
    this.hunt = hunt;
    this.requests = requests;
  }

  /**
   * Suggestions for one place.
   *
   * @param start where what they replace starts
   * @param end the first unit after it
   */
  record Answer(int start, int end, List<Suggestion> suggestions) {
    Answer {
      suggestions = List.copyOf(suggestions);
    }
  }

  /**
   * One suggestion.
   *
   * @param text what goes into the query
   * @param name what is shown
   * @param about what it stands for, or how often it occurs
   */
  record Suggestion(String text, String name, String about) {}

  @GetMapping("/hunt/complete")
  Answer complete(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam String text,
      @RequestParam int at) {
    HuntScope scope = requests.scope(HuntState.of(parameters));
    Spot spot = Spot.at(text, at);
    List<Suggestion> suggestions;
    try {
      suggestions =
          switch (spot) {
            case Spot.OfName name -> names(scope, name);
            case Spot.OfValue value -> values(scope, value);
          };
    } catch (SearchLimitException | CaseException e) {
      // The page says what is wrong with the index; a missing suggestion need not.
      suggestions = List.of();
    }
    return new Answer(spot.start(), spot.end(), suggestions);
  }

  private List<Suggestion> names(HuntScope scope, Spot.OfName spot) {
    if (spot.typed().isEmpty()) {
      return List.of();
    }
    return hunt.completeName(scope, spot.typed(), MOST).stream()
        .map(CompletionController::suggestion)
        .toList();
  }

  private static Suggestion suggestion(NameCompletion name) {
    return new Suggestion(QueryText.name(name.name()) + ":", name.name(), name.meaning());
  }

  private List<Suggestion> values(HuntScope scope, Spot.OfValue spot) {
    return hunt.completeValue(scope, spot.name(), spot.typed(), MOST).stream()
        .map(
            value ->
                new Suggestion(
                    QueryText.quoted(value.value()) + " ",
                    value.value(),
                    String.format(Locale.ROOT, "%,d events", value.count())))
        .toList();
  }
}
