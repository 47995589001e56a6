package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A web hook: each alert is posted as one JSON document in ECS nesting. Redirects are not followed.
 * A user and password in the address are sent as basic authentication.
 */
final class WebhookOutput implements AlertOutput {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final URI target;
  private final @Nullable String authorization;
  private final String version;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(WAIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  WebhookOutput(URI address, String version) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("'" + address + "' has no host");
    }
    String user = address.getUserInfo();
    this.authorization =
        user == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    this.target = URI.create(address.getScheme() + "://" + address.getHost() + port + path + query);
    this.version = version;
  }

  @Override
  public void send(Event alert) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(WAIT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Ring3/" + version)
            .POST(HttpRequest.BodyPublishers.ofString(AlertText.json(alert)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status < 200 || status > 299) {
        throw new IOException("HTTP " + status + " from " + target.getHost());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending to " + target.getHost(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
