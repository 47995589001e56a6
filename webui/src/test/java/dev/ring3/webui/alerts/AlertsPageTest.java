package dev.ring3.webui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.RuleFolder;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Chromium;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsPageTest {
  private static final String LOG =
      """
      {"@timestamp":"2026-11-24T10:00:00Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1","os":{"type":"linux"}},"process":{"pid":7,"entity_id":"p7",\
      "name":"sh","executable":"/bin/sh","command_line":"sh -c 'echo aWQ= | base64 -d | bash'"}}
      {"@timestamp":"2026-11-24T10:00:01Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1","os":{"type":"linux"}},"process":{"pid":8,"entity_id":"p8",\
      "name":"x","executable":"/dev/shm/x","command_line":"x"}}
      """;

  private WebServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    Path log = Files.writeString(data.resolve("log.ndjson"), LOG);
    try (Cases cases = new Cases(data, Clock.systemUTC());
        CaseWriter writer = cases.write("web")) {
      Detector detector = new Detector(new RuleFolder(data).load());
      List<ImportFile> files = List.of(new ImportFile(log, "log.ndjson"));
      assertEquals(
          2, new ImportRun(writer, files, false, Clock.systemUTC(), detector).run().alerts());
    }
    WebSettings settings =
        new WebSettings(data, InetAddress.getLoopbackAddress(), 0, Set.of(), "0.0.0-test");
    server = WebServer.start(settings, new Elsewhere(data), Clock.systemUTC());
    browser = new Browser(server.address()).logIn(server.loginLink());
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  @Test
  void showsRulesAndTheirAlerts() throws Exception {
    String page = browser.get("/alerts").body();
    assertTrue(page.contains("2 alerts"), page);
    assertTrue(page.contains("Decoded text handed to an interpreter"), page);
    assertTrue(page.contains("Program run from memory"), page);
    assertTrue(page.contains("T1059.004"), page);
    assertTrue(page.contains("base64 -d | bash"), page);
  }

  @Test
  void keepsToTheTimeThatWasChosen() throws Exception {
    String page = browser.get("/alerts?from=2026-11-24T10:00:01Z&case=web").body();
    assertTrue(page.contains("1 alert<"), page);
    assertFalse(page.contains("Decoded text handed"), page);
    assertTrue(browser.get("/alerts?from=2031-01-01").body().contains("No alerts"));
    assertTrue(browser.get("/alerts?from=soon").body().contains("is no time"));
  }

  @Test
  void anAlertLeadsToItsEvent() throws Exception {
    Matcher link =
        Pattern.compile("href=\"(/event/[^\"]+)\"").matcher(browser.get("/alerts").body());
    assertTrue(link.find());
    String alert = browser.get(link.group(1).replace("&amp;", "&")).body();
    Matcher pivot =
        Pattern.compile("href=\"(/hunt[^\"]+)\"[^>]*>\\s*(?:<[^>]+>)?\\s*What it was raised on")
            .matcher(alert);
    assertTrue(pivot.find(), alert);
    String hunt = browser.get(pivot.group(1).replace("&amp;", "&")).body();
    assertTrue(hunt.contains("/dev/shm/x") || hunt.contains(">x<"), hunt);
    assertFalse(hunt.contains("Program run from memory"), hunt);
  }

  @Test
  void isUsableInABrowser(@TempDir Path downloads) throws Exception {
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: AlertsPageTest in a browser, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    try (Chromium chromium =
        new Chromium(server.address(), downloads, Path.of("target", "screenshots"))) {
      chromium.driver().get(server.loginLink().toString());
      chromium.find("main button[type='submit']").click();
      chromium.open("/alerts");
      chromium.screenshots("alerts");
      chromium.find(".rows a.open").click();
      chromium.awaitUrl("/event/web~");
      assertEquals(List.of(), chromium.faults());
    }
  }
}
