package dev.ring3.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Chromium;
import dev.ring3.webui.testing.SampleLog;
import dev.ring3.webui.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way of a person through the page, in a real browser. Each step builds on the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTest {
  private static final int RECORDS = 1_200;
  private static final int POWERSHELL = RECORDS / 4;
  private static final int POWERSHELL_STARTS = RECORDS / 10;

  private Path downloads;
  private Path log;
  private WebServer server;
  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path files) throws IOException {
    List<Path> missing = Chromium.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: BrowserTest, which needs " + missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> "the browser test needs " + missing);
    downloads = Files.createDirectories(files.resolve("downloads"));
    log = files.resolve("sysmon.ndjson");
    SampleLog.write(log, RECORDS);
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    SettableClock clock = new SettableClock(SampleLog.START.plus(Duration.ofDays(1)));
    server =
        WebServer.start(
            new WebSettings(data, loopback, 0, Set.of(), false, "0.0.0-test"),
            new Elsewhere(data),
            clock);
    browser = new Chromium(server.address(), downloads, Path.of("target", "screenshots"));
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void logsInByTheLink() throws IOException {
    browser.open(server.loginLink().toString());
    browser.screenshots("login");
    browser.find("button.primary").click();
    assertEquals("No case yet", browser.find(".empty h2").getText());
    browser.screenshots("hunt-empty");
  }

  @Test
  @Order(2)
  void importsAFile() throws IOException {
    browser.find(".empty a.primary").click();
    browser.find("#import");
    browser.driver().findElement(By.id("import-files")).sendKeys(log.toString());
    WebElement name = browser.find("#import-case");
    name.clear();
    name.sendKeys("office");
    browser.find("#import-start").click();
    browser.find("#import-progress[data-done='true']");
    String result = browser.find("#import-progress .result").getText();
    assertTrue(
        result.startsWith("imported 1200 events from 1 files (1200 records read, 0 damaged"),
        result);
    browser.screenshots("import");
    browser.open("/cases");
    assertEquals("1,200", browser.find(".cases tbody td.number").getText());
    browser.screenshots("cases");
    browser.open("/cases/office");
    assertEquals("sysmon.ndjson", browser.find(".cases tbody th").getText());
    browser.screenshots("case");
  }

  @Test
  @Order(3)
  void takesDroppedFilesAndTellsOfDamage() {
    browser.open("/cases");
    WebElement drop = browser.find("#drop");
    browser
        .driver()
        .executeScript(
            "const files = new DataTransfer();"
                + "files.items.add(new File(['{\"@timestamp\":\"2026-02-03T09:00:00Z\","
                + "\"message\":\"whole\"}\\n{\"torn'], 'torn.ndjson'));"
                + "files.items.add(new File(['no log at all'], 'notes.bin'));"
                + "arguments[0].dispatchEvent(new DragEvent('drop', "
                + "{bubbles: true, cancelable: true, dataTransfer: files}));",
            drop);
    assertTrue(browser.find("#chosen").getText().startsWith("2 files"));
    WebElement name = browser.find("#import-case");
    name.clear();
    name.sendKeys("dropped");
    browser.find("#import-start").click();
    browser.find("#import-progress[data-done='true']");
    assertTrue(browser.find(".problems").getText().contains("torn.ndjson"));
    assertTrue(browser.find(".problems").getText().contains("notes.bin: skipped"));
    browser.open("/cases/dropped");
    assertEquals("1", browser.find("td.bad-count").getText());
    browser.open("/cases/dropped/delete");
    browser.find("#confirmed").sendKeys("dropped", Keys.ENTER);
    browser.find(".notice.good");
  }

  @Test
  @Order(4)
  void showsEverythingFirst() throws IOException {
    browser.open("/hunt");
    browser.await("#total", "1,200 events");
    browser.awaitParts();
    assertEquals(100, rows());
    browser.screenshots("hunt");
  }

  private int rows() {
    return browser.driver().findElements(By.cssSelector("#rows tbody tr")).size();
  }

  @Test
  @Order(5)
  void completesNamesAndValues() throws IOException {
    WebElement query = browser.find("#q");
    query.sendKeys("process.na");
    browser.find("#suggestions li");
    query.sendKeys(Keys.ARROW_DOWN);
    browser.variant("hunt-completion");
    query.sendKeys(Keys.ENTER);
    assertEquals("process.name:", query.getDomProperty("value"));
    query.sendKeys("pow");
    browser.await("#suggestions li .name", "powershell.exe");
    query.sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
    assertEquals("process.name:\"powershell.exe\" ", query.getDomProperty("value"));
    query.sendKeys(Keys.ENTER);
    browser.awaitUrl("q=process.name");
    browser.await("#total", POWERSHELL + " events");
  }

  @Test
  @Order(6)
  void marksTheColumnOfAMistake() throws IOException {
    browser.open("/hunt?q=process.name:%5B1+TO");
    assertTrue(browser.find("#mistake").getText().contains("Column "));
    browser.screenshots("hunt-mistake");
    browser.open("/hunt?q=process.nam:x");
    assertEquals("p", browser.find("#mistake mark").getText());
    browser.open("/hunt?from=yesterday");
    assertTrue(browser.find(".mistake").getText().contains("now-24h"));
  }

  @Test
  @Order(7)
  void brushesTheHistogram() {
    browser.open("/hunt?q=process.name:powershell.exe");
    browser.await("#total", POWERSHELL + " events");
    WebElement plot = browser.find("#histogram .plot");
    int width = plot.getSize().getWidth();
    new Actions(browser.driver())
        .moveToElement(plot, -width / 4, 0)
        .clickAndHold()
        .moveByOffset(width / 4, 0)
        .release()
        .perform();
    browser.awaitUrl("from=2026-02-03T");
    browser.awaitParts();
    int mouse = total();
    assertTrue(mouse > 0 && mouse < POWERSHELL, () -> "brushed to " + mouse);

    browser
        .find("#histogram .plot")
        .sendKeys(Keys.HOME, Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT));
    String marked = browser.find("#histogram .plot").getDomAttribute("aria-valuetext");
    browser.find("#histogram .plot").sendKeys(Keys.ENTER);
    new WebDriverWait(browser.driver(), Duration.ofSeconds(10)).until(d -> total() < mouse);
    assertTrue(
        String.valueOf(marked).endsWith(": " + total() + " events"),
        () -> marked + ", then " + total());
    browser.driver().navigate().back();
    browser.await("#total", mouse + " events");
  }

  private int total() {
    return Integer.parseInt(browser.find("#total").getText().replaceAll("[^0-9]", ""));
  }

  @Test
  @Order(8)
  void filtersByAFacet() throws IOException {
    browser.open("/hunt?q=process.name:powershell.exe");
    browser.awaitParts();
    browser.find("a.value[title='Only event.action: process_start']").click();
    browser.awaitUrl("event.action");
    browser.await("#total", POWERSHELL_STARTS + " events");
    browser.awaitParts();
    browser.variant("hunt-filtered");
    browser.find("a.without[aria-label='Without host.name: DC01.corp.example']").click();
    browser.awaitUrl("NOT");
    browser.await("#total", POWERSHELL_STARTS * 2 / 3 + " events");
    // A field that is not open yet loads its values when it is opened.
    browser.find("details.field[data-name='user.domain'] summary").click();
    browser.find("details.field[data-name='user.domain'] a.value");
  }

  @Test
  @Order(9)
  void goesThroughRowsByKeysToAnEvent() throws IOException {
    browser.open("/hunt?q=process.name:powershell.exe+AND+event.action:process_start");
    browser.awaitParts();
    new Actions(browser.driver()).sendKeys("jjx").perform();
    assertEquals("1 selected", browser.find("#picked").getText());
    new Actions(browser.driver()).sendKeys("k").sendKeys(Keys.ENTER).perform();
    browser.awaitUrl("/event/office~");
    assertEquals("Process started", browser.find("h1").getText());
    JsonNode raw = JsonMapper.builder().build().readTree(browser.find("#raw").getText());
    assertTrue(raw.toString().contains("SQBFAFgA"), raw::toString);
    assertEquals(
        "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
        raw.path("winlog.event_data.Image").asString(""));
    browser.screenshots("event");
    String first = String.valueOf(browser.driver().getCurrentUrl());
    browser.find(".event-nav a[rel='prev']").click();
    browser.awaitUrl("/event/");
    assertFalse(first.equals(browser.driver().getCurrentUrl()));
    browser.find(".event-nav a[rel='next']").click();
    new WebDriverWait(browser.driver(), Duration.ofSeconds(10))
        .until(d -> first.equals(d.getCurrentUrl()));
    browser.find("#back").click();
    browser.await("#total", POWERSHELL_STARTS + " events");
  }

  @Test
  @Order(10)
  void exportsTheWholeResultAndSelectedRows() throws Exception {
    browser.open("/hunt?q=process.name:powershell.exe&columns=@timestamp,process.name,summary");
    browser.awaitParts();
    browser.find("#export-choice summary").click();
    browser.variant("hunt-export");
    browser.find("#export button[type='submit']").click();
    Path all = downloaded();
    String csv = entry(all, ".csv");
    assertEquals(1 + POWERSHELL, csv.lines().count());
    assertEquals("@timestamp,process.name", csv.lines().findFirst().orElse(""));
    JsonNode sidecar = JsonMapper.builder().build().readTree(entry(all, ".sidecar.json"));
    assertEquals(POWERSHELL, sidecar.path("count").asInt());
    assertEquals("process.name:powershell.exe", sidecar.path("query").asString(""));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(csv.getBytes(StandardCharsets.UTF_8));
    assertEquals(HexFormat.of().formatHex(digest), sidecar.path("sha256").asString(""));
    Files.delete(all);

    browser.open("/hunt?q=process.name:powershell.exe");
    browser.find("#rows tbody tr:nth-child(2) input").click();
    browser.find("#rows tbody tr:nth-child(4) input").click();
    browser.find("#export-choice summary").click();
    browser.find("#export input[value='ndjson']").click();
    browser.find("#export input[value='every']").click();
    browser.find("#export button[type='submit']").click();
    assertEquals(2, entry(downloaded(), ".ndjson").lines().count());
  }

  /** The archive that the browser has finished to download. */
  private Path downloaded() {
    return new WebDriverWait(browser.driver(), Duration.ofSeconds(10))
        .until(
            d -> {
              List<Path> archives = new ArrayList<>();
              try (DirectoryStream<Path> found = Files.newDirectoryStream(downloads, "*.zip")) {
                found.forEach(archives::add);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return archives.isEmpty() ? null : archives.getFirst();
            });
  }

  private static String entry(Path archive, String ending) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry =
          zip.stream().filter(e -> e.getName().endsWith(ending)).findFirst().orElseThrow();
      try (InputStream in = zip.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  @Order(11)
  void goesToTheNextPageAndBack() {
    browser.open("/hunt?q=process.name:powershell.exe");
    browser.awaitParts();
    String first = browser.find("#rows tbody tr a.open").getText();
    browser.find("a[rel='next']").click();
    browser.awaitUrl("cursor=");
    String second = browser.find("#rows tbody tr a.open").getText();
    assertTrue(second.compareTo(first) < 0, () -> second + " comes after " + first);
    browser.find("a[rel='prev']").click();
    new WebDriverWait(browser.driver(), Duration.ofSeconds(10))
        .until(d -> browser.find("#rows tbody tr a.open").getText().equals(first));
  }

  @Test
  @Order(12)
  void choosesColumnsAndColours() throws IOException {
    browser.open("/hunt");
    browser.awaitParts();
    browser.find("#columns summary").click();
    browser.find("#find-column").sendKeys("destination.ip");
    browser.find("#columns-list input[value='destination.ip']").click();
    browser.variant("hunt-columns");
    browser.find("#columns-form button").click();
    browser.awaitUrl("columns=");
    assertTrue(browser.find("#rows thead").getText().contains("Destination address"));
    browser.find("#theme").click();
    browser.find("#theme").click();
    assertEquals("dark", browser.find("html").getDomAttribute("data-theme"));
    browser.open("/cases");
    assertEquals("dark", browser.find("html").getDomAttribute("data-theme"));
    browser.find("#theme").click();
  }

  @Test
  @Order(13)
  void deletesACaseOnlyByItsName() throws IOException {
    browser.open("/cases/office/delete");
    browser.screenshots("delete");
    browser.find("#confirmed").sendKeys("offic", Keys.ENTER);
    assertTrue(browser.find(".notice.bad").getText().contains("nothing was deleted"));
    browser.find("#confirmed").sendKeys("office", Keys.ENTER);
    assertEquals("Case office was deleted.", browser.find(".notice.good").getText());
    browser.open("/nowhere");
    browser.screenshots("error");
  }

  @Test
  @Order(14)
  void nothingLeftTheHostAndNothingWasRefused() {
    List<String> faults = browser.faults();
    // The last step asked for a page that does not exist.
    faults.removeIf(fault -> fault.contains("/nowhere") && fault.contains("404"));
    assertEquals(List.of(), faults);
  }
}
