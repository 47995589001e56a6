package dev.ring3.webui.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a screen. For one thread. */
public final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ChromeDriver driver;
  private final URI base;
  private final Path screenshots;
  private final JsonMapper json = JsonMapper.builder().build();
  private final String axe = axe();

  /** What is missing on this machine; nothing if the browser can be used. */
  public static List<Path> missing() {
    return List.of(BROWSER, DRIVER).stream().filter(file -> !Files.isExecutable(file)).toList();
  }

  /**
   * @param base the only address that may be asked for anything
   * @param downloads a folder that exists
   */
  public Chromium(URI base, Path downloads, Path screenshots) throws IOException {
    this.base = base;
    this.screenshots = Files.createDirectories(screenshots);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en");
    options.setExperimentalOption(
        "prefs",
        Map.of(
            "download.default_directory",
            downloads.toString(),
            "download.prompt_for_download",
            false));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    this.driver = new ChromeDriver(service, options);
  }

  private static String axe() {
    try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Opens a path of the server, or a whole address. */
  public void open(String path) {
    driver.get(base.resolve(path).toString());
  }

  /**
   * Logs in by a link, and waits until that is done: who goes elsewhere before is not logged in.
   */
  public void logIn(URI link) {
    driver.get(link.toString());
    find("main button[type='submit']").click();
    awaitUrl("/hunt");
  }

  /** The first element that a selector finds; waits until it is shown. */
  public WebElement find(String css) {
    return new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> css + " on " + driver.getCurrentUrl())
        .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
  }

  /** Waits until an element's text is this. */
  public void await(String css, String text) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
        .withMessage(() -> css + " says “" + text + "” on " + driver.getCurrentUrl())
        .until(d -> find(css).getText().equals(text));
  }

  /** Waits until the address contains this. */
  public void awaitUrl(String part) {
    new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.urlContains(part));
  }

  /** Waits until the parts that a page loads later are there. */
  public void awaitParts() {
    new WebDriverWait(driver, PATIENCE)
        .until(
            d ->
                Boolean.TRUE.equals(
                    driver.executeScript(
                        "return document.readyState === 'complete'"
                            + " && !document.querySelector('.htmx-request, .htmx-swapping')"
                            + " && (!document.querySelector('#overview')"
                            + " || !!document.querySelector('#total'))"
                            + " && (!document.querySelector('#fields')"
                            + " || !!document.querySelector('#field-list'))")));
  }

  /** Takes pictures in both colours and widths, and checks two of them for accessibility. */
  public void screenshots(String name) throws IOException {
    pictures(name, Set.of("1280 light", "390 dark"));
  }

  /** The same for a page that was checked already and has something open now. */
  public void variant(String name) throws IOException {
    pictures(name, Set.of("1280 light"));
  }

  private void pictures(String name, Set<String> checked) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1280, 390}) {
        look(scheme, width);
        byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
        Files.write(screenshots.resolve(name + "-" + width + "-" + scheme + ".png"), picture);
        assertTrue(
            Boolean.TRUE.equals(
                driver.executeScript(
                    "return document.documentElement.scrollWidth <= arguments[0]", width)),
            () -> name + " is wider than a window of " + width);
        if (checked.contains(width + " " + scheme)) {
          assertAccessible(name + " " + width + " " + scheme);
        }
      }
    }
    look("light", 1280);
  }

  private void look(String scheme, int width) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Fails if axe finds a serious or critical fault. */
  public void assertAccessible(String what) {
    driver.executeScript(axe);
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then("
                + "r => done(JSON.stringify(r.violations)), e => done(String(e)));");
    JsonNode violations = json.readTree(String.valueOf(found));
    List<String> faults = new ArrayList<>();
    for (JsonNode violation : violations) {
      String impact = violation.path("impact").asString("");
      if (impact.equals("serious") || impact.equals("critical")) {
        List<String> nodes = new ArrayList<>();
        violation.path("nodes").forEach(n -> nodes.add(n.path("html").asString("")));
        faults.add(violation.path("id").asString("") + " (" + impact + "): " + nodes);
      }
    }
    assertTrue(faults.isEmpty(), () -> what + ": " + String.join("\n", faults));
  }

  /** Everything that was asked of another address, and every error and broken policy. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        faults.add(entry.getMessage());
      }
    }
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json.readTree(entry.getMessage()).path("message");
      if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
        String url = message.path("params").path("request").path("url").asString("");
        if (!url.startsWith(base.toString()) && !url.startsWith("data:")) {
          faults.add("asked for " + url);
        }
      }
    }
    return faults;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
