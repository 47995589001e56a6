package dev.ring3.webui.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Field;
import dev.ring3.search.index.Order;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class HuntStateTest {
  private static final HuntState EVERYTHING = HuntState.everything();

  /** What a browser sends for an address. */
  private static HuntState read(String url) {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    String query = URI.create(url).getRawQuery();
    for (String part : query == null ? new String[0] : query.split("&")) {
      String[] pair = part.split("=", 2);
      parameters.add(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return HuntState.of(parameters);
  }

  @Test
  void nothingSaidIsEverything() {
    assertEquals("/hunt", EVERYTHING.url("/hunt"));
    assertEquals(EVERYTHING, read("/hunt"));
  }

  @Test
  void addressHoldsTheWholeState() {
    HuntState state =
        new HuntState(
            "file.path:\"C:\\a b\" OR ü&=+%",
            "case-1",
            "now-24h",
            "2026-02-03T10:00:00Z",
            List.of("@timestamp", "winlog.event_data.X", HuntState.SUMMARY),
            new Order(Field.PROCESS_PID, false),
            "abc~1");
    assertEquals(state, read(state.url("/hunt")));
  }

  @Test
  void nonsenseIsAsUsual() {
    assertEquals(EVERYTHING, read("/hunt?q=&case=&sort=-nothing&columns=,,&from="));
    assertEquals(EVERYTHING, read("/hunt?sort=message"), "prose cannot be sorted by");
  }

  @Test
  void filtersAreJoinedSoThatTheyHoldForAll() {
    HuntState either = EVERYTHING.withQuery("a OR b");
    assertEquals("(a OR b) AND f:\"x\"", either.with("f", "x").query());
    assertEquals("a AND NOT f:\"x\"", EVERYTHING.withQuery("a").without("f", "x").query());
    assertEquals("f:\"x\"", EVERYTHING.with("f", "x").query());
    assertEquals("a AND f:\"x\"", EVERYTHING.withQuery("a").with("f", "x").with("f", "x").query());
  }

  @Test
  void changesStartAtTheFirstPage() {
    HuntState later = EVERYTHING.withCursor("abc");
    assertEquals(EVERYTHING.withQuery("a"), later.withQuery("a"));
    assertEquals(EVERYTHING.withTimes("now-1h", null), later.withTimes("now-1h", null));
  }
}
