package dev.ring3.webui.indicators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Chromium;
import dev.ring3.webui.testing.FilledServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class IndicatorsPageTest {
  private static final String FEED = "203.0.113.0/30\nevil[.]example\nnot one\n";

  private FilledServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    server = new FilledServer(data, 100, List.of());
    browser = server.browser();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String query, String body) throws Exception {
    String csrf = Browser.csrf(browser.get("/indicators").body());
    return browser.post(
        "/indicators/import?" + query,
        body.getBytes(StandardCharsets.UTF_8),
        "X-CSRF-TOKEN",
        csrf,
        "Content-Type",
        "application/octet-stream");
  }

  @Test
  void a1_importsLooksUpMeetsAndRemoves() throws Exception {
    assertTrue(browser.get("/indicators").body().contains("No list yet"));
    HttpResponse<String> sent = send("name=feed&file=feed.txt&level=critical", FEED);
    assertEquals(200, sent.statusCode());
    assertEquals(
        "2 indicators are in feed (plain list); 1 values could not be taken:"
            + " feed.txt:3: 'not one' is no indicator",
        sent.body());
    String page = browser.get("/indicators").body();
    assertTrue(page.contains("1 network, 1 domain"), page);
    assertTrue(page.contains("level critical"), page);
    String found = browser.get("/indicators?value=www.evil.example").body();
    assertTrue(found.contains("feed: domain evil.example"), found);
    assertTrue(browser.get("/indicators?value=x.example").body().contains("No list has"));
    String met = browser.get("/indicators/met").body();
    assertTrue(met.contains("3 values of indicators in 100 events"), met);
    assertTrue(met.contains("destination.ip: 203.0.113.1"), met);
    assertTrue(browser.get("/indicators/remove?name=feed").body().contains("2 indicators from"));
    assertEquals(404, browser.get("/indicators/remove?name=none").statusCode());
    String csrf = Browser.csrf(browser.get("/indicators/remove?name=feed").body());
    assertEquals(403, browser.post("/indicators/remove", Map.of("name", "feed")).statusCode());
    HttpResponse<String> removed =
        browser.post("/indicators/remove", Map.of("name", "feed", "_csrf", csrf));
    assertEquals(302, removed.statusCode());
    assertTrue(browser.get("/indicators").body().contains("No list yet"));
  }

  @Test
  void a2_refusesWhatHasNoIndicators() throws Exception {
    HttpResponse<String> sent = send("name=&file=x.txt", "nothing here\n");
    assertEquals(422, sent.statusCode());
    assertTrue(sent.body().startsWith("x.txt has no indicators: x.txt:1: "), sent.body());
    assertEquals(422, send("name=..%2Fevil&file=x.txt", FEED).statusCode());
    assertEquals(400, send("name=&file=x.txt&expires=soon", FEED).statusCode());
    assertFalse(browser.get("/indicators").body().contains("evil"));
  }

  @Test
  void a3_isUsableInABrowser(@TempDir Path downloads) throws Exception {
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: IndicatorsPageTest in a browser, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    Path feed = Files.writeString(downloads.resolve("My feed.txt"), FEED);
    try (Chromium chromium =
        new Chromium(server.address(), downloads, Path.of("target", "screenshots"))) {
      chromium.logIn(server.loginLink());
      chromium.open("/indicators");
      chromium.screenshots("indicators-empty");
      chromium.driver().findElement(By.id("list-file")).sendKeys(feed.toString());
      chromium.find("#send-list button[type='submit']").click();
      chromium.await(
          ".notice.good",
          "2 indicators are in My-feed (plain list); 1 values could not be taken:"
              + " My feed.txt:3: 'not one' is no indicator");
      chromium.find("#met button").click();
      chromium.await("#met .result", "3 values of indicators in 100 events");
      chromium.screenshots("indicators");
      chromium.find("a.danger").click();
      chromium.awaitUrl("/indicators/remove");
      chromium.screenshots("indicators-remove");
      chromium.find("main button.danger").click();
      chromium.await(".notice.good", "My-feed was removed");
      assertEquals(List.of(), chromium.faults());
    }
  }
}
