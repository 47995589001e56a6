package dev.ring3.webui.security;

import dev.ring3.webui.page.WebSettings;
import java.net.URI;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where browsers on this host find the page: known once the server listens. */
@Component
public final class BoundAddress {
  private final WebSettings settings;
  private volatile int port;

  BoundAddress(WebSettings settings) {
    this.settings = settings;
    this.port = settings.port();
  }

  @EventListener
  void listening(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /** The address of the start page. */
  public URI uri() {
    String host =
        settings.listen().isAnyLocalAddress() ? "127.0.0.1" : HostCheck.literal(settings.listen());
    return URI.create("http://" + host + ":" + port + "/");
  }
}
