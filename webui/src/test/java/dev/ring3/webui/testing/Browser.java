package dev.ring3.webui.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client with cookies that follows no redirects. For one thread. */
public final class Browser implements AutoCloseable {
  private static final Pattern CSRF_FIELD =
      Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"|name=\"csrf\" content=\"([^\"]+)\"");

  private final URI base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

  public Browser(URI base) {
    this.base = base;
  }

  public CookieManager cookies() {
    return cookies;
  }

  /** Gets a page, with pairs of header names and values. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  /** Gets bytes. */
  public HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
  }

  /** Posts a form. */
  public HttpResponse<String> post(String path, Map<String, String> form, String... headers)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Posts bytes. */
  public HttpResponse<String> post(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The CSRF token of a page. */
  public static String csrf(String page) {
    Matcher field = CSRF_FIELD.matcher(page);
    if (!field.find()) {
      throw new AssertionError("no CSRF token in: " + page);
    }
    String inForm = field.group(1);
    return inForm == null ? field.group(2) : inForm;
  }

  /** Opens the one-time link as a person does. */
  public Browser logIn(URI link) throws IOException, InterruptedException {
    String path = link.getPath() + "?" + link.getQuery();
    String page = get(path).body();
    String token = link.getQuery().substring("token=".length());
    HttpResponse<String> answer = post("/login", Map.of("token", token, "_csrf", csrf(page)));
    if (answer.statusCode() != 302) {
      throw new AssertionError("login answered " + answer.statusCode() + ": " + answer.body());
    }
    return this;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
