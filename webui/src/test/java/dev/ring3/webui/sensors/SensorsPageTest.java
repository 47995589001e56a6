package dev.ring3.webui.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.live.SensorState;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page Sensors over this host's own sensors, as they are allowed to work here. */
@ExtendWith(WholeHost.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SensorsPageTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private Path data;
  private Collecting collecting;
  private WebServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    collecting = Collecting.start(data, LiveLimits.USUAL, Outputs.NONE, Clock.systemUTC());
    server = serve(collecting);
    browser = new Browser(server.address()).logIn(server.loginLink());
  }

  private WebServer serve(dev.ring3.webui.live.LiveSource live) throws IOException {
    WebSettings settings = new WebSettings(data, LOOPBACK, 0, Set.of(), false, "0.0.0-test");
    return WebServer.start(settings, live, Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
    collecting.close();
  }

  private void needsSensors() {
    boolean any =
        collecting.report().orElseThrow().sensors().stream()
            .map(line -> line.state())
            .map(SensorState::condition)
            .anyMatch(c -> c == Condition.RUNNING || c == Condition.LIMITED);
    if (!any) {
      System.out.println("skipped: SensorsPageTest, as no sensor works on this host");
    }
    Assumptions.assumeTrue(any, "no sensor works on this host");
  }

  /** A process that lives long enough for the weakest sensor to read its command line. */
  private static Process unusual(String word) throws IOException {
    return new ProcessBuilder("sh", "-c", "sleep 1; : " + word).start();
  }

  private InputStream tail(String query) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().cookieHandler(browser.cookies()).build();
    URI address = server.address().resolve("/sensors/tail?q=" + Browser.encode(query));
    Instant patience = Instant.now().plusSeconds(20);
    while (true) {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      // Streams of another test that were closed count until the server finds them gone.
      assertTrue(Instant.now().isBefore(patience), answer.statusCode() + " for 20 s");
      Thread.sleep(200);
    }
  }

  /** Reads until a line holds the text; fails by time. */
  private static String await(BufferedReader lines, String text) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> lines.lines().filter(line -> line.contains(text)).findFirst().orElse("ended"))
        .get(20, TimeUnit.SECONDS);
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  @Test
  void showsSensorsAndWhatIsKept() throws Exception {
    String page = browser.get("/sensors").body();
    assertTrue(page.contains("Collecting: process " + ProcessHandle.current().pid()), page);
    for (dev.ring3.webui.live.SensorReport.Line line :
        collecting.report().orElseThrow().sensors()) {
      assertTrue(page.contains(line.state().title()), line.state().title());
    }
    String part = browser.get("/sensors", "HX-Request", "true").body();
    assertTrue(part.stripLeading().startsWith("<div"), part);
  }

  @Test
  void tellsOfAProcessWhileItRuns() throws Exception {
    needsSensors();
    String word = "tail-" + UUID.randomUUID();
    try (BufferedReader lines = lines(tail("CommandLine:*" + word + "*"))) {
      await(lines, "event:open");
      Process process = unusual(word);
      String event = await(lines, word);
      assertTrue(event.startsWith("data:{\"lines\":[{\"time\":\"20"), event);
      process.waitFor();
    }
  }

  @Test
  void tellsWhatIsWrongWithAQuery() throws Exception {
    try (BufferedReader lines = lines(tail("process.pid:many"))) {
      assertEquals("event:problem", await(lines, "event:problem"));
      assertTrue(await(lines, "data:").contains("many"));
    }
  }

  @Test
  void streamsAreLimited() throws Exception {
    List<InputStream> open = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < Tails.MOST + 2; i++) {
      HttpClient client = HttpClient.newBuilder().cookieHandler(browser.cookies()).build();
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(server.address().resolve("/sensors/tail")).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() == 503) {
        refused++;
      } else {
        open.add(answer.body());
      }
    }
    for (InputStream stream : open) {
      stream.close();
    }
    assertTrue(refused >= 2, refused + " refused");
  }

  @Test
  void nobodyElseReadsAlong() throws Exception {
    try (Browser stranger = new Browser(server.address())) {
      assertEquals(401, stranger.get("/sensors/tail").statusCode());
    }
  }

  @Test
  void anotherProcessSeesTheReport(@TempDir Path other) throws Exception {
    Collecting brief = Collecting.start(other, LiveLimits.USUAL, Outputs.NONE, Clock.systemUTC());
    brief.close();
    try (Elsewhere elsewhere = new Elsewhere(other)) {
      assertTrue(elsewhere.events().exist());
      SensorsView view =
          SensorsView.of(elsewhere.report(), Clock.systemUTC().instant().plusSeconds(3));
      assertTrue(view.headline().startsWith("Not collecting: stopped"), view.headline());
    }
  }

  @Test
  void isUsableInABrowser(@TempDir Path downloads) throws Exception {
    needsSensors();
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: SensorsPageTest in a browser, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    try (Chromium chromium =
        new Chromium(server.address(), downloads, Path.of("target", "screenshots"))) {
      chromium.logIn(server.loginLink());
      chromium.open("/sensors");
      String word = "browser-" + UUID.randomUUID();
      chromium.find("#tail-q").sendKeys("CommandLine:*" + word + "*");
      chromium.find("#tail-filter").click();
      chromium.await("#tail-state", "Waiting for events.");
      Process process = unusual(word);
      new WebDriverWait(chromium.driver(), Duration.ofSeconds(20))
          .until(d -> chromium.find("#tail-rows").getText().contains(word));
      process.waitFor();
      chromium.find("#tail-pause").click();
      assertEquals("Go on", chromium.find("#tail-pause").getText());
      chromium.assertAccessible("sensors");
      chromium.screenshots("sensors");
      chromium.find("#tail-rows a.open").click();
      chromium.awaitUrl("/event/live~");
      assertTrue(chromium.find("main").getText().contains(word));
      assertEquals(List.of(), chromium.faults());
    }
  }
}
