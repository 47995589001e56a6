package dev.ring3.webui.alerts;

import dev.ring3.search.detect.exclude.Exclusion;
import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.query.QueryException;
import dev.ring3.webui.hunt.HuntRequests;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.TimeText;
import java.time.Clock;

/**
 * An exclusion as the page lists it.
 *
 * @param earlier how many alerts of before it was made its query finds, in words
 */
record ExclusionView(
    String id,
    String query,
    String reason,
    String author,
    String created,
    String expires,
    boolean inForce,
    String earlier,
    String url) {
  static ExclusionView of(Exclusion exclusion, Hunt hunt, HuntRequests requests, Clock clock) {
    HuntState hidden =
        HuntState.everything().withQuery("event.kind:alert AND (" + exclusion.query() + ")");
    return new ExclusionView(
        exclusion.id(),
        exclusion.query(),
        exclusion.reason(),
        exclusion.author(),
        TimeText.seconds(exclusion.created()),
        exclusion.end().map(TimeText::seconds).orElse("never"),
        exclusion.isInForce(clock.instant()),
        earlier(hunt, requests, hidden),
        hidden.url("/hunt"));
  }

  private static String earlier(Hunt hunt, HuntRequests requests, HuntState hidden) {
    try {
      return Long.toString(hunt.count(requests.of(hidden)));
    } catch (QueryException | SearchLimitException | CaseException e) {
      return "?";
    }
  }
}
