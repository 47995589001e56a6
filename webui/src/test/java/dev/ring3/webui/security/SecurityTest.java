package dev.ring3.webui.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.SettableClock;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {
  private static final List<String> PROTECTIVE =
      List.of(
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "Referrer-Policy",
          "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy",
          "Permissions-Policy");

  private Path data;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private WebServer server;
  private URI base;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder;
    server = start(data, 0, Set.of("ring3.example"), clock);
    base = server.address();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void warningsAreStillTold() {
    assertTrue(LogManager.getLogManager().getLogger("").isLoggable(Level.WARNING));
    assertFalse(LogManager.getLogManager().getLogger("").isLoggable(Level.INFO));
  }

  private static WebServer start(Path data, int port, Set<String> names, Clock clock)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return WebServer.start(
        new WebSettings(data, loopback, port, names, false, "1.2.3"), new Elsewhere(data), clock);
  }

  private String token() throws IOException {
    return server.loginLink().getQuery().substring("token=".length());
  }

  @Test
  void withoutSessionNothingIsShown() throws Exception {
    try (Browser stranger = new Browser(base)) {
      for (String path : List.of("/", "/hunt", "/cases", "/nonsense", "/actuator", "/error")) {
        HttpResponse<String> answer = stranger.get(path);
        assertEquals(401, answer.statusCode(), path);
        assertTrue(answer.body().contains("Log in first"), path);
        assertFalse(answer.body().contains("<nav"), path);
      }
      HttpResponse<String> part = stranger.get("/hunt", "HX-Request", "true");
      assertEquals(401, part.statusCode());
      assertEquals("/login", part.headers().firstValue("HX-Redirect").orElse(""));
    }
  }

  @Test
  void linkIsGoodOnce() throws Exception {
    URI link = server.loginLink();
    try (Browser first = new Browser(base);
        Browser second = new Browser(base)) {
      first.logIn(link);
      assertEquals(200, first.get("/cases").statusCode());

      HttpResponse<String> again = second.get(link.getPath() + "?" + link.getQuery());
      assertEquals(401, again.statusCode());
      assertTrue(again.body().contains("used already"));
      assertFalse(again.body().contains("name=\"token\""));
    }
  }

  @Test
  void lookingAtTheLinkDoesNotUseItUp() throws Exception {
    URI link = server.loginLink();
    try (Browser lookAhead = new Browser(base);
        Browser person = new Browser(base)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, lookAhead.get(link.getPath() + "?" + link.getQuery()).statusCode());
      }
      person.logIn(link);
      assertEquals(200, person.get("/cases").statusCode());
    }
  }

  @Test
  void linkAges() throws Exception {
    URI old = server.loginLink();
    clock.advance(LoginLink.LIFE);
    try (Browser late = new Browser(base)) {
      assertEquals(401, late.get(old.getPath() + "?" + old.getQuery()).statusCode());
    }
    assertFalse(server.loginLink().equals(old));
  }

  @Test
  void freshLinkIsInAFileForItsOwnerOnly() throws Exception {
    Path file = data.resolve("login-link");
    try (Browser first = new Browser(base).logIn(server.loginLink());
        Browser second = new Browser(base)) {
      assertEquals(200, first.get("/cases").statusCode());
      assertFalse(Files.exists(file), "a used link stays in " + file);

      assertEquals(401, second.get("/login").statusCode());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      second.logIn(URI.create(Files.readString(file, UTF_8).strip()));
      assertEquals(200, second.get("/cases").statusCode());
    }
  }

  @Test
  void tokenHasEnoughChance() throws Exception {
    assertEquals(43, token().length(), "256 bits in base64url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "wrong-token-of-some-length-0123456789abcdefg", "ä"})
  void wrongTokenOpensNothing(String wrong) throws Exception {
    URI link = server.loginLink();
    try (Browser guesser = new Browser(base)) {
      String page = guesser.get(link.getPath() + "?" + link.getQuery()).body();
      HttpResponse<String> answer =
          guesser.post("/login", Map.of("token", wrong, "_csrf", Browser.csrf(page)));
      assertEquals(302, answer.statusCode());
      assertEquals(401, guesser.get("/cases").statusCode());
    }
    assertEquals(link, server.loginLink(), "a wrong token must not use the link up");
  }

  @Test
  void sessionCookieIsShutAwayAndRenewedByLogin() throws Exception {
    URI link = server.loginLink();
    try (Browser browser = new Browser(base)) {
      HttpResponse<String> page = browser.get(link.getPath() + "?" + link.getQuery());
      String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.contains("HttpOnly"), cookie);
      assertTrue(cookie.contains("SameSite=Strict"), cookie);
      assertTrue(cookie.startsWith("ring3-"), cookie);
      String before = session(browser);
      browser.logIn(link);
      assertFalse(session(browser).equals(before), "the session id must change with the login");
    }
  }

  private static String session(Browser browser) {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().startsWith("ring3-"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void loggingOutEndsTheSession() throws Exception {
    try (Browser browser = new Browser(base).logIn(server.loginLink())) {
      String csrf = Browser.csrf(browser.get("/cases").body());
      assertEquals(302, browser.post("/logout", Map.of("_csrf", csrf)).statusCode());
      assertEquals(401, browser.get("/cases").statusCode());
    }
  }

  @Test
  void changesNeedTheSessionsCsrfToken() throws Exception {
    try (Browser browser = new Browser(base).logIn(server.loginLink())) {
      assertEquals(403, browser.post("/logout", Map.of()).statusCode());
      assertEquals(403, browser.post("/logout", Map.of("_csrf", "guess")).statusCode());
      assertEquals(200, browser.get("/cases").statusCode(), "still logged in");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
  })
  void otherSitesCannotPost(String header, String value) throws Exception {
    try (Browser browser = new Browser(base).logIn(server.loginLink())) {
      String csrf = Browser.csrf(browser.get("/cases").body());
      assertEquals(403, browser.post("/logout", Map.of("_csrf", csrf), header, value).statusCode());
      assertEquals(200, browser.get("/cases").statusCode(), "still logged in");
    }
  }

  @Test
  void ownFormsPostWithoutReferrer() throws Exception {
    try (Browser browser = new Browser(base).logIn(server.loginLink())) {
      String csrf = Browser.csrf(browser.get("/cases").body());
      HttpResponse<String> answer =
          browser.post(
              "/logout", Map.of("_csrf", csrf), "Origin", "null", "Sec-Fetch-Site", "same-origin");
      assertEquals(302, answer.statusCode());
    }
  }

  @Test
  void otherSitesCanLinkButNotEmbed() throws Exception {
    try (Browser browser = new Browser(base).logIn(server.loginLink())) {
      String[] link = {
        "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"
      };
      String[] frame = {
        "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"
      };
      String[] script = {
        "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"
      };
      assertEquals(200, browser.get("/cases", link).statusCode());
      assertEquals(403, browser.get("/cases", frame).statusCode());
      assertEquals(403, browser.get("/cases", script).statusCode());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:PORT, 401",
    "localhost:PORT, 401",
    "LOCALHOST:PORT, 401",
    "[::1]:PORT, 401",
    "ring3.example:PORT, 401",
    "evil.example:PORT, 421",
    "127.0.0.1.evil.example:PORT, 421",
    "127.0.0.1, 421",
    "localhost:1, 421",
    "'', 421",
  })
  void onlyKnownHostNamesAreAnswered(String host, int status) throws Exception {
    String header = host.replace("PORT", Integer.toString(base.getPort()));
    String answer = raw("GET /cases HTTP/1.1\r\nHost: " + header + "\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    for (String protective : PROTECTIVE) {
      assertTrue(answer.contains("\r\n" + protective + ": "), protective + " in " + answer);
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void oddRequestsTellNothing() throws Exception {
    String host = "Host: 127.0.0.1:" + base.getPort() + "\r\nConnection: close\r\n\r\n";
    for (String line :
        List.of("GET /..%2f..%2fetc HTTP/1.1", "GET /a;b=c HTTP/1.1", "TRACE / HTTP/1.1")) {
      String answer = raw(line + "\r\n" + host);
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertFalse(answer.contains("Tomcat"), answer);
      assertFalse(answer.contains("\tat "), answer);
    }
  }

  @Test
  void everyAnswerIsProtected() throws Exception {
    try (Browser browser = new Browser(base)) {
      String login = browser.get("/login").body();
      Matcher asset = Pattern.compile("\"(/assets/[^\"]+)\"").matcher(login);
      assertTrue(asset.find(), login);
      browser.logIn(server.loginLink());
      for (String path :
          List.of("/cases", "/nonsense", "/login", "/assets/0/ring3.css", asset.group(1))) {
        HttpResponse<String> answer = browser.get(path);
        for (String protective : PROTECTIVE) {
          assertTrue(answer.headers().firstValue(protective).isPresent(), protective + ": " + path);
        }
        String kept = answer.headers().firstValue("Cache-Control").orElse("");
        assertEquals(path.equals(asset.group(1)), kept.contains("immutable"), path + ": " + kept);
        assertEquals(!path.equals(asset.group(1)), kept.contains("no-store"), path + ": " + kept);
        assertTrue(answer.headers().firstValue("Server").isEmpty());
      }
    }
  }

  @Test
  void policyAllowsNothingInline() throws Exception {
    try (Browser browser = new Browser(base)) {
      String policy =
          browser.get("/login").headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.startsWith("default-src 'none';"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }
  }

  @Test
  void busyPortSaysWhatToDo(@TempDir Path other) throws Exception {
    try (ServerSocket busy =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int port = busy.getLocalPort();
      BindException e =
          assertThrows(BindException.class, () -> start(other, port, Set.of(), clock));
      assertTrue(String.valueOf(e.getMessage()).contains("port " + port), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains("--port"), e.getMessage());
    }
  }

  @Test
  void listensOnTheGivenAddressOnly() {
    assertEquals("127.0.0.1", base.getHost());
    assertThrows(
        IOException.class,
        () ->
            new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), base.getPort())
                .close());
  }

  @Test
  void closingTakesTheLinkAway(@TempDir Path other) throws Exception {
    WebServer shortLived = start(other, 0, Set.of(), Clock.systemUTC());
    assertTrue(Files.exists(other.resolve("login-link")) || shortLived.loginLink().isAbsolute());
    shortLived.close();
    assertFalse(Files.exists(other.resolve("login-link")));
    assertTrue(Duration.ofMinutes(15).equals(LoginLink.LIFE));
  }
}
