package dev.ring3.webui.respond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Collecting;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.live.Outputs;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Chromium;
import dev.ring3.webui.testing.WholeHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** From an event of a process that a test started, through the page, to what happens to it. */
@ExtendWith(WholeHost.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RespondPageTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Pattern REF = Pattern.compile("name=\"ref\"[^>]* value=\"([^\"]+)\"");
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

  private final List<Process> started = new ArrayList<>();
  private Path data;
  private Collecting collecting;
  private WebServer server;
  private Browser hunter;
  private Browser responder;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    collecting = Collecting.start(data, LiveLimits.USUAL, Outputs.NONE, Clock.systemUTC());
    server =
        WebServer.start(
            new WebSettings(data, LOOPBACK, 0, Set.of(), true, "0.0.0-test"),
            collecting,
            Clock.systemUTC());
    hunter = new Browser(server.address()).logIn(server.loginLink());
    responder = new Browser(server.address()).logIn(server.responderLink().orElseThrow());
    boolean any =
        collecting.report().orElseThrow().sensors().stream()
            .map(line -> line.state().condition())
            .anyMatch(c -> c == Condition.RUNNING || c == Condition.LIMITED);
    if (!any) {
      System.out.println("skipped: RespondPageTest, as no sensor works on this host");
    }
    Assumptions.assumeTrue(any, "no sensor works on this host");
  }

  @AfterAll
  void stop() {
    started.forEach(Process::destroyForcibly);
    hunter.close();
    responder.close();
    server.close();
    collecting.close();
  }

  /** A process that waits, and the reference of the event that tells of its start. */
  private record Waiting(Process process, String ref) {
    boolean isStopped() throws IOException {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
    }
  }

  private Waiting waiting() throws Exception {
    Process process = new ProcessBuilder("sleep", "300").start();
    started.add(process);
    String query =
        "/hunt?case=live&q="
            + Browser.encode(
                "event.action:process_start AND process.name:sleep AND process.pid:"
                    + process.pid());
    Instant patience = Instant.now().plusSeconds(30);
    while (true) {
      Matcher ref = REF.matcher(hunter.get(query).body());
      if (ref.find()) {
        return new Waiting(process, ref.group(1));
      }
      assertTrue(Instant.now().isBefore(patience), "no event of the process");
      Thread.sleep(200);
    }
  }

  private static HttpResponse<String> post(Browser browser, String word, Map<String, String> form)
      throws Exception {
    String csrf = Browser.csrf(browser.get("/cases").body());
    Map<String, String> all = new java.util.HashMap<>(form);
    all.put("_csrf", csrf);
    return browser.post("/respond/" + word, all);
  }

  private String seen(String word, String ref) throws Exception {
    HttpResponse<String> plan = responder.get("/respond/" + word + "?event=" + ref);
    assertEquals(200, plan.statusCode());
    Matcher seen = SEEN.matcher(plan.body());
    assertTrue(seen.find(), plan.body());
    return seen.group(1);
  }

  @Test
  void whoOnlyHuntsSeesNoOfferAndIsRefused() throws Exception {
    Waiting waiting = waiting();
    assertFalse(hunter.get("/event/" + waiting.ref()).body().contains("/respond/"));
    assertTrue(
        responder.get("/event/" + waiting.ref()).body().contains("/respond/terminate?event="));
    String seen = seen("terminate", waiting.ref());
    assertEquals(403, hunter.get("/respond/terminate?event=" + waiting.ref()).statusCode());
    Map<String, String> form = Map.of("event", waiting.ref(), "seen", seen);
    assertEquals(403, post(hunter, "terminate", form).statusCode());
    assertEquals(403, responder.post("/respond/terminate", form).statusCode(), "no CSRF token");
    try (Browser stranger = new Browser(server.address())) {
      assertEquals(401, stranger.get("/respond/terminate?event=" + waiting.ref()).statusCode());
    }
    assertTrue(waiting.process().isAlive());
  }

  @Test
  void whatWasNotShownIsNotDone() throws Exception {
    Waiting waiting = waiting();
    String page =
        post(responder, "terminate", Map.of("event", waiting.ref(), "seen", "0".repeat(64))).body();
    assertTrue(page.contains("It is different by now"), page);
    assertTrue(waiting.process().isAlive());
    for (String word : List.of("format-disk", "collect", "TERMINATE")) {
      assertEquals(
          404, responder.get("/respond/" + word + "?event=" + waiting.ref()).statusCode(), word);
    }
    assertEquals(404, responder.get("/respond/terminate?event=live~x~1").statusCode());
  }

  @Test
  void whatIsProtectedIsRefusedWithTheReason() throws Exception {
    String query = "process.pid:" + ProcessHandle.current().pid() + " AND process.start:*";
    Matcher ref = REF.matcher(hunter.get("/hunt?case=live&q=" + Browser.encode(query)).body());
    Assumptions.assumeTrue(ref.find(), "no event names this process");
    String plan = responder.get("/respond/terminate?event=" + ref.group(1)).body();
    assertTrue(plan.contains("it is Ring3 itself"), plan);
    assertFalse(plan.contains("id=\"confirm\""), plan);
  }

  @Test
  void aResponderSuspendsAndEndsAProcessInABrowser(@TempDir Path downloads) throws Exception {
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: RespondPageTest in a browser, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    Waiting waiting = waiting();
    try (Chromium chromium =
        new Chromium(server.address(), downloads, Path.of("target", "screenshots"))) {
      chromium.logIn(server.responderLink().orElseThrow());
      chromium.open("/event/" + waiting.ref());
      chromium.find(".offers a[href*='/respond/suspend?']").sendKeys(Keys.ENTER);
      chromium.awaitUrl("/respond/suspend");
      String plan = chromium.find("ul.plan").getText();
      assertTrue(plan.startsWith("suspend " + waiting.process().pid()), plan);
      assertFalse(waiting.isStopped(), "a plan changes nothing");
      chromium.assertAccessible("respond-plan");
      chromium.screenshots("respond-plan");
      chromium.find("#confirm").sendKeys(Keys.ENTER);
      assertTrue(
          chromium.find("#done").getText().startsWith("suspended " + waiting.process().pid()));
      assertTrue(waiting.isStopped());
      chromium.assertAccessible("respond-result");
      chromium.screenshots("respond-result");

      chromium.open("/event/" + waiting.ref());
      chromium.find(".offers a[href*='/respond/terminate?']").click();
      chromium.find("#confirm").click();
      assertTrue(chromium.find("#done").getText().startsWith("ended " + waiting.process().pid()));
      assertTrue(waiting.process().waitFor(10, TimeUnit.SECONDS));
      assertEquals(List.of(), chromium.faults());
    }
    String log = Files.readString(data.resolve("response").resolve("audit.ndjson"));
    assertTrue(log.contains("\"who\":\"responder (page)\",\"action\":\"suspend\""), log);
    assertTrue(log.contains("\"action\":\"terminate\",\"phase\":\"ended\""), log);
  }

  @Test
  void withoutTheOptionNobodyResponds(@TempDir Path other) throws Exception {
    try (WebServer looking =
        WebServer.start(
            new WebSettings(other, LOOPBACK, 0, Set.of(), false, "0.0.0-test"),
            new Elsewhere(other),
            Clock.systemUTC())) {
      assertTrue(looking.responderLink().isEmpty());
      try (Browser browser = new Browser(looking.address()).logIn(looking.loginLink())) {
        assertEquals(403, browser.get("/respond/terminate?event=live~x~1").statusCode());
      }
      assertFalse(Files.exists(other.resolve("responder-link")));
    }
  }
}
