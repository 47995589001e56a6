package dev.ring3.webui.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Chromium;
import dev.ring3.webui.testing.FilledServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesPageTest {
  /** The id of one of Ring3's own rules. */
  private static final String OWN = "0c9b0f2e-5d0c-4f6e-9f0e-8b1f6a3f7a03";

  private static final String CORRELATION = "7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e02";

  private static final String RULES =
      """
      title: A shell
      name: shell
      logsource: {product: linux, category: process_creation}
      detection: {selection: {Image|endswith: /sh}, condition: selection}
      ---
      title: A shell at all
      id: 7b2f9a53-6f0f-4a06-9f0f-2a3c6d1c8e02
      correlation:
        type: event_count
        rules: [shell]
        group-by: [Computer]
        timespan: 5m
        condition: {gte: 1}
      """;

  private static final String LOG =
      """
      {"@timestamp":"2026-11-24T10:00:00Z","event":{"category":"process","type":"start"},\
      "host":{"name":"web-1","os":{"type":"linux"}},"process":{"pid":7,"entity_id":"p7",\
      "name":"sh","executable":"/bin/sh","command_line":"sh -c 'echo aWQ= | base64 -d | bash'"}}
      """;

  private FilledServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path files) throws Exception {
    Path log = Files.writeString(files.resolve("log.ndjson"), LOG);
    Path rules = Files.createDirectories(files.resolve("rules"));
    Files.writeString(rules.resolve("shell.yml"), RULES);
    new RuleFolder(data).importFrom(rules, "own");
    server = new FilledServer(data, 50, List.of(log));
    browser = server.browser();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void listsAndFiltersRules() throws Exception {
    String all = browser.get("/rules").body();
    assertTrue(all.contains("Decoded text handed to an interpreter"), all);
    assertTrue(all.contains("Events were lost"), all);
    String some = browser.get("/rules?q=interpreter&level=high").body();
    assertTrue(some.contains("1 of "), some);
    assertFalse(some.contains("Events were lost"), some);
    assertTrue(browser.get("/rules?q=interpreter&level=low").body().contains("0 of "));
  }

  @Test
  void tellsWhatARuleWouldHaveFound() throws Exception {
    String found = browser.get("/rules/would-have-fired?id=" + OWN).body();
    assertTrue(found.contains("1 time in 51 events"), found);
    assertTrue(found.contains("web-1 (1)"), found);
    String nothing =
        browser.get("/rules/would-have-fired?id=0c9b0f2e-5d0c-4f6e-9f0e-8b1f6a3f7a08").body();
    assertTrue(nothing.contains("Not once in 51 events"), nothing);
    assertEquals(404, browser.get("/rules/rule?id=none").statusCode());
  }

  @Test
  void showsCorrelations() throws Exception {
    String list = browser.get("/rules?q=correlation").body();
    assertTrue(list.contains("A shell at all"), list);
    String page = browser.get("/rules/rule?id=" + CORRELATION).body();
    assertTrue(page.contains("number of hits ≥ 1"), page);
    assertTrue(page.contains("5m, for each Computer"), page);
    String found = browser.get("/rules/would-have-fired?id=" + CORRELATION).body();
    assertTrue(found.contains("1 time in 51 events"), found);
    assertTrue(found.contains("web-1 (1)"), found);
  }

  @Test
  void switchesARuleOffAndOn() throws Exception {
    for (boolean on : new boolean[] {false, true}) {
      String csrf = Browser.csrf(browser.get("/rules/rule?id=" + OWN).body());
      HttpResponse<String> answer =
          browser.post(
              "/rules/enable", Map.of("id", OWN, "enabled", Boolean.toString(on), "_csrf", csrf));
      assertEquals(302, answer.statusCode());
      String page = browser.get("/rules/rule?id=" + OWN).body();
      assertTrue(page.contains(on ? "raises alerts" : "is switched off"), page);
    }
    assertEquals(403, browser.post("/rules/enable", Map.of("id", OWN)).statusCode());
  }

  @Test
  void aRuleIsEditedTriedAndTakenBack() throws Exception {
    String page = browser.get("/rules/edit?id=" + OWN).body();
    Matcher text = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL).matcher(page);
    assertTrue(text.find(), page);
    String rule = HtmlUtils.htmlUnescape(text.group(1)).strip() + "\n";
    String changed = rule.replaceFirst("title: .*", "title: My own words");
    Map<String, String> form = Map.of("text", changed, "id", OWN, "_csrf", Browser.csrf(page));

    Map<String, String> trial = new HashMap<>(form);
    trial.put("try", "yes");
    String tried = browser.post("/rules/edit", trial).body();
    assertTrue(tried.contains("My own words: "), tried);
    trial.put("text", changed.replace("detection:", "detectoin:"));
    assertTrue(browser.post("/rules/edit", trial).body().contains("rule:1:1"));
    assertFalse(browser.get("/rules").body().contains("My own words"));

    assertEquals(302, browser.post("/rules/edit", form).statusCode());
    String list = browser.get("/rules").body();
    assertTrue(list.contains("My own words"), list);
    assertTrue(list.contains("edited/" + OWN + ".yml"), list);
    Map<String, String> wrong = new HashMap<>(form);
    wrong.put("text", "title: [");
    String refused = browser.post("/rules/edit", wrong).body();
    assertTrue(refused.contains("role=\"alert\""), refused);
    assertTrue(refused.contains("title: ["), refused);

    assertEquals(302, browser.post("/rules/edit/remove", form).statusCode());
    assertFalse(browser.get("/rules").body().contains("My own words"));
    assertEquals(400, browser.post("/rules/edit/remove", form).statusCode());
    assertEquals(200, browser.get("/rules/edit").statusCode());
    assertEquals(404, browser.get("/rules/edit?id=../../x").statusCode());
  }

  @Test
  void isUsableInABrowser(@TempDir Path downloads) throws Exception {
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: RulesPageTest in a browser, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    try (Chromium chromium =
        new Chromium(server.address(), downloads, Path.of("target", "screenshots"))) {
      chromium.logIn(server.loginLink());
      chromium.open("/rules");
      chromium.screenshots("rules");
      chromium.open("/rules/rule?id=" + OWN);
      chromium.await(".result", "1 time in 51 events");
      chromium.screenshots("rule");
      chromium.open("/rules/rule?id=" + CORRELATION);
      chromium.await(".result", "1 time in 51 events");
      chromium.screenshots("correlation");
      assertEquals(List.of(), chromium.faults());
    }
  }
}
