package dev.ring3.webui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.exclude.Exclusion;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private Path data;
  private WebServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder;
    Path log = Files.writeString(data.resolve("log.ndjson"), LOG);
    try (Cases cases = new Cases(data, Clock.systemUTC());
        CaseWriter writer = cases.write("web")) {
      Detector detector = new Detector(new RuleFolder(data).load());
      List<ImportFile> files = List.of(new ImportFile(log, "log.ndjson"));
      assertEquals(
          2, new ImportRun(writer, files, false, Clock.systemUTC(), detector).run().alerts());
    }
    WebSettings settings =
        new WebSettings(data, InetAddress.getLoopbackAddress(), 0, Set.of(), false, "0.0.0-test");
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

  private String alert(String what) throws Exception {
    String page = browser.get("/alerts?status=any").body();
    Matcher line =
        Pattern.compile("href=\"/event/([^\"?]+)[^\"]*\"(?:(?!</tr>).)*" + what, Pattern.DOTALL)
            .matcher(page);
    assertTrue(line.find(), page);
    return line.group(1).replace("%7E", "~");
  }

  @Test
  void decisionsArePutDownAndShown() throws Exception {
    String alert = alert("Program run from memory");
    String form = browser.get("/alerts/triage?alert=" + alert).body();
    Map<String, String> decision =
        Map.of(
            "alert", alert,
            "status", "false_positive",
            "owner", "Ann <b>",
            "note", "our \"backup\"",
            "_csrf", Browser.csrf(form));
    assertEquals(302, browser.post("/alerts/triage", decision).statusCode());
    String after = browser.get("/alerts/triage?alert=" + alert).body();
    assertTrue(after.contains("Ann &lt;b&gt;"), after);
    assertTrue(after.contains("our &quot;backup&quot;"), after);
    assertTrue(after.contains(": false_positive"), after);
    String open = browser.get("/alerts").body();
    assertTrue(open.contains("2 alerts"), open);
    assertFalse(open.contains(alert), open);
    String closed = browser.get("/alerts?status=false_positive").body();
    assertTrue(closed.contains(alert), closed);
    assertTrue(closed.contains("Closed: false positive (Ann &lt;b&gt;)"), closed);

    assertEquals(
        400, browser.post("/alerts/triage", with(decision, "status", "nonsense")).statusCode());
    assertEquals(
        404, browser.post("/alerts/triage", with(decision, "alert", "web~zzz")).statusCode());
    assertEquals(403, browser.post("/alerts/triage", with(decision, "_csrf", "x")).statusCode());
    assertEquals(
        302, browser.post("/alerts/triage", with(decision, "status", "open")).statusCode());
    assertTrue(browser.get("/alerts").body().contains(alert));
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> changed = new HashMap<>(form);
    changed.put(name, value);
    return changed;
  }

  @Test
  void anExclusionIsPreviewedMadeAndTakenBack() throws Exception {
    String alert = alert("Program run from memory");
    String proposal = browser.get("/alerts/exclude?alert=" + alert).body();
    assertTrue(proposal.contains("hides <strong>1</strong> like this one"), proposal);
    assertTrue(proposal.contains("would also hide <strong>0</strong>"), proposal);
    Map<String, String> form =
        Map.of(
            "alert", alert,
            "query", "host.name:web-1",
            "reason", "a test",
            "days", "7",
            "_csrf", Browser.csrf(proposal));
    String wider = browser.post("/alerts/exclude", with(form, "preview", "yes")).body();
    assertTrue(wider.contains("would also hide <strong>1</strong>"), wider);
    assertTrue(wider.contains("Decoded text handed to an interpreter"), wider);
    String wrong = browser.post("/alerts/exclude", with(form, "query", "host.name:")).body();
    assertTrue(wrong.contains("role=\"alert\""), wrong);
    String reasonless = browser.post("/alerts/exclude", with(form, "reason", " ")).body();
    assertTrue(reasonless.contains("give a reason"), reasonless);
    assertEquals(List.of(), exclusions());

    assertEquals(302, browser.post("/alerts/exclude", form).statusCode());
    assertEquals(1, exclusions().size());
    String list = browser.get("/alerts/exclusions").body();
    assertTrue(list.contains("host.name:web-1"), list);
    assertTrue(list.contains("a test"), list);
    Map<String, String> removal =
        Map.of("id", exclusions().getFirst().id(), "_csrf", Browser.csrf(list));
    assertEquals(302, browser.post("/alerts/exclusions/remove", removal).statusCode());
    assertEquals(List.of(), exclusions());
  }

  private List<Exclusion> exclusions() throws IOException {
    return new RuleFolder(data).exclusions().read();
  }

  @Test
  void decisionsAreForTheirOwnerOnly() throws Exception {
    browser.get("/alerts");
    Path file = data.resolve("state/ring3.db");
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("state"))));
    }
    assertTrue(Files.size(file) > 0);
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
      chromium.logIn(server.loginLink());
      chromium.open("/alerts");
      chromium.screenshots("alerts");
      chromium.find(".rows a.open").click();
      chromium.awaitUrl("/event/web~");
      chromium.find("#status");
      chromium.screenshots("alert");
      chromium.find("a[href^='/alerts/exclude?']").click();
      chromium.awaitUrl("/alerts/exclude");
      chromium.screenshots("exclude");
      chromium.find("#reason").sendKeys("known good");
      chromium.find("main button.primary").click();
      chromium.awaitUrl("/alerts/exclusions");
      chromium.screenshots("exclusions");
      chromium.find("main form button").click();
      chromium.find(".empty h2");
      assertEquals(List.of(), chromium.faults());
    }
  }
}
