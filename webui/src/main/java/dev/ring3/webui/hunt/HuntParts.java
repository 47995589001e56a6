package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Facet;
import dev.ring3.search.hunt.Histogram;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The parts that look at every hit; the page asks for them once it is shown. */
@Controller
final class HuntParts {
  /** What htmx sends; without it somebody without scripts follows the link to a part. */
  private static final String PARTIAL = "HX-Request";

  private final Hunt hunt;
  private final HuntRequests requests;

  HuntParts(Hunt hunt, HuntRequests requests) {
    this.hunt = hunt;
    this.requests = requests;
  }

  @GetMapping("/hunt/overview")
  String overview(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(name = PARTIAL, defaultValue = "false") boolean partial,
      Model model) {
    HuntState state = HuntState.of(parameters);
    long start = System.nanoTime();
    Histogram histogram = hunt.histogram(requests.of(state), HistogramView.BUCKETS);
    model.addAttribute("millis", (System.nanoTime() - start) / 1_000_000);
    model.addAttribute("total", histogram.total());
    model.addAttribute("histogram", HistogramView.of(histogram));
    model.addAttribute("state", state);
    model.addAttribute("isNarrowed", state.from() != null || state.to() != null);
    model.addAttribute("wideUrl", state.withTimes(null, null).url("/hunt"));
    return part("hunt/overview", state, partial, model);
  }

  @GetMapping("/hunt/fields")
  String fields(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(name = PARTIAL, defaultValue = "false") boolean partial,
      Model model) {
    HuntState state = HuntState.of(parameters);
    HuntRequest request = requests.of(state);
    List<FacetView> open =
        hunt.facets(request, FieldList.usualNames(), FacetView.MOST, false).stream()
            .map(facet -> FacetView.of(facet, state, false))
            .toList();
    model.addAttribute("open", open);
    model.addAttribute(
        "list", FieldList.of(hunt.page(request, null, FieldList.SAMPLE).rows(), state));
    return part("hunt/fields", state, partial, model);
  }

  @GetMapping("/hunt/field")
  String field(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam String name,
      @RequestParam(defaultValue = "false") boolean rarest,
      @RequestHeader(name = PARTIAL, defaultValue = "false") boolean partial,
      Model model) {
    HuntState state = HuntState.of(parameters);
    Facet facet = hunt.facets(requests.of(state), List.of(name), FacetView.MOST, rarest).getFirst();
    model.addAttribute("facet", FacetView.of(facet, state, rarest));
    return part("hunt/field", state, partial, model);
  }

  private static String part(String view, HuntState state, boolean partial, Model model) {
    if (partial) {
      return view;
    }
    model.addAttribute("part", view);
    model.addAttribute("backUrl", state.url("/hunt"));
    return "hunt/part";
  }

  @ExceptionHandler({
    QueryException.class,
    TimeException.class,
    SearchLimitException.class,
    CaseException.class
  })
  String failed(RuntimeException failure, Model model) {
    model.addAttribute("problem", failure.getMessage());
    return "hunt/failed";
  }
}
