package dev.ring3.webui.respond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveWriter;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Responses that take long, and those that people fill in a form for, about an event of a file. */
@Timeout(120)
class LongResponseTest {
  private static final Pattern REF = Pattern.compile("name=\"ref\"[^>]* value=\"([^\"]+)\"");
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

  private final HeldClock clock = new HeldClock();

  /** Tells the time, but keeps collections from ending, as they note when they did. */
  private static final class HeldClock extends Clock {
    private final Clock system = systemUTC();
    private final CountDownLatch released = new CountDownLatch(1);

    void release() {
      released.countDown();
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().equals("ring3-respond-collect")) {
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return system.instant();
    }

    @Override
    public ZoneId getZone() {
      return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return system.withZone(zone);
    }
  }

  @TempDir Path folder;
  private Path data;
  private Path file;
  private Path small;
  private WebServer server;
  private Browser responder;
  private String ref;

  @BeforeEach
  void start() throws Exception {
    data = folder.resolve("data");
    file = Files.writeString(folder.resolve("collected.bin"), "to be collected");
    small = Files.writeString(folder.resolve("small.bin"), "small");
    try (LiveWriter live = LiveWriter.open(data, LiveLimits.USUAL, Clock.systemUTC())) {
      for (Path each : List.of(file, small)) {
        live.accept(
            Event.of(EventType.FILE_CREATE, Instant.now())
                .set(Field.FILE_PATH, each.toString())
                .build());
      }
    }
    server =
        WebServer.start(
            new WebSettings(
                data, InetAddress.getLoopbackAddress(), 0, Set.of(), true, "0.0.0-test"),
            new Elsewhere(data),
            clock);
    responder = new Browser(server.address()).logIn(server.responderLink().orElseThrow());
    ref = ref(file);
  }

  private String ref(Path of) throws Exception {
    String query = Browser.encode("file.path:*" + of.getFileName());
    String hits = responder.get("/hunt?case=live&q=" + query).body();
    Matcher found = REF.matcher(hits);
    assertTrue(found.find(), hits);
    return found.group(1);
  }

  @AfterEach
  void stop() {
    clock.release();
    responder.close();
    server.close();
  }

  private String plan(String word, String more) throws Exception {
    HttpResponse<String> plan = responder.get("/respond/" + word + "?event=" + ref + more);
    assertEquals(200, plan.statusCode(), plan.body());
    return plan.body();
  }

  private HttpResponse<String> confirm(String word, Map<String, String> more) throws Exception {
    Matcher seen = SEEN.matcher(plan(word, ""));
    assertTrue(seen.find());
    Map<String, String> form = new HashMap<>(more);
    form.put("event", ref);
    form.put("seen", seen.group(1));
    form.put("_csrf", Browser.csrf(responder.get("/cases").body()));
    return responder.post("/respond/" + word, form);
  }

  @Test
  void whatTakesLongIsFollowedAndOnlyTwoOfThemRun() throws Exception {
    HttpResponse<String> first = confirm("collect", Map.of());
    assertEquals(302, first.statusCode(), "it goes on, and nobody waits for it");
    String page = first.headers().firstValue("Location").orElseThrow();
    page = page.substring(page.indexOf("/respond/"));
    String running = responder.get(page).body();
    assertTrue(running.contains("It is being done, for "), running);
    assertTrue(running.contains("hx-get=\"" + page), running);
    assertEquals(302, confirm("collect", Map.of()).statusCode());
    assertEquals(503, confirm("collect", Map.of()).statusCode(), "a third is refused");
    ref = ref(small);
    HttpResponse<String> other = confirm("quarantine", Map.of());
    assertEquals(200, other.statusCode(), "what is short is not held up: " + other.body());
    assertFalse(Files.exists(small));

    clock.release();
    Instant patience = Instant.now().plusSeconds(60);
    while (responder.get(page, "HX-Request", "true").body().contains("id=\"running\"")) {
      assertTrue(Instant.now().isBefore(patience), "it ends");
    }
    String done = responder.get(page).body();
    assertTrue(done.contains("id=\"done\"") && done.contains("SHA-256"), done);
    assertFalse(done.contains("hx-get=\"" + page), "it is not asked for any more");
    String log = Files.readString(data.resolve("response").resolve("audit.ndjson"));
    assertTrue(log.contains("\"action\":\"collect\",\"phase\":\"ended\""), log);
    assertEquals(404, responder.get("/respond/~running/" + "0".repeat(32)).statusCode());
  }

  @Test
  void howToIsolateIsFilledInAndThePlanHasTheRules() throws Exception {
    String usual = plan("isolate", "");
    assertTrue(usual.contains("name=\"time\"") && usual.contains("value=\"1h\""), usual);
    Assumptions.assumeTrue(
        usual.contains("id=\"confirm\""), "SKIPPED: this host can't be isolated here");
    String filled = plan("isolate", "&time=30m&allow=192.0.2.7%0A198.51.100.0/24");
    String rules = filled.substring(filled.indexOf("class=\"plan"));
    assertTrue(rules.contains("198.51.100.0/24") && rules.contains("192.0.2.7"), rules);
    assertFalse(usual.substring(usual.indexOf("class=\"plan")).contains("192.0.2.7"));
    assertFalse(
        SEEN.matcher(usual).results().toList().equals(SEEN.matcher(filled).results().toList()));
  }

  @Test
  void whatIsNoAddressOrNoTimeIsSaidAndCannotBeConfirmed() throws Exception {
    for (String wrong : new String[] {"&time=1x", "&time=48h", "&time=1h&allow=example.org"}) {
      String page = plan("isolate", wrong);
      assertTrue(page.contains("id=\"mistake\""), wrong);
      assertFalse(page.contains("id=\"confirm\""), wrong);
    }
    Map<String, String> form = Map.of("time", "1h", "allow", "10.0.0.0/99");
    assertEquals(422, confirm("isolate", form).statusCode());
    Map<String, String> other = Map.of("time", "2h", "allow", "");
    String page = confirm("isolate", other).body();
    assertTrue(page.contains("It is different by now"), "the rules were not those shown: " + page);
  }
}
