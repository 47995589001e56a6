package dev.ring3.webui.indicators;

import dev.ring3.search.detect.indicators.IndicatorRetro;
import dev.ring3.search.query.QueryText;
import dev.ring3.webui.hunt.HuntState;

/**
 * A value of the index that is an indicator.
 *
 * @param url a hunt for its events
 */
record MetView(String list, String indicator, String field, String value, String url) {
  static MetView of(IndicatorRetro.Hit hit) {
    String query = QueryText.match(hit.field().ecs(), hit.value()) + " AND NOT event.kind:alert";
    return new MetView(
        hit.found().list().name(),
        hit.found().indicator().value(),
        hit.field().ecs(),
        hit.value(),
        HuntState.everything().withQuery(query).url("/hunt"));
  }
}
