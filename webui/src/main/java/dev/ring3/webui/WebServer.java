package dev.ring3.webui;

import dev.ring3.webui.live.LiveSource;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.security.BoundAddress;
import dev.ring3.webui.security.LoginLinks;
import dev.ring3.webui.security.Role;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The local page, running. Prints nothing itself, apart from warnings of the server on the standard
 * error stream.
 *
 * <p>To be started and closed by one thread; requests are answered on the server's own threads,
 * which keep the process alive until {@link #close}.
 */
public final class WebServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private WebServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts to listen.
   *
   * @param live where live events come from; stays open
   * @param clock says what "now" is in queries, and ages login links
   * @throws BindException if the address cannot be listened on; the message says what to do
   * @throws IOException if the data directory cannot be used
   */
  public static WebServer start(WebSettings settings, LiveSource live, Clock clock)
      throws IOException {
    SpringApplication application = new SpringApplication(WebConfiguration.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setAddCommandLineProperties(false);
    // Not from the current folder, which anybody may have filled.
    application.setDefaultProperties(
        Map.of("spring.config.location", "classpath:/dev/ring3/webui/web.properties"));
    application.addInitializers(context -> configure(context, settings, live, clock));
    try {
      return new WebServer(application.run());
    } catch (RuntimeException e) {
      throw startFailure(e, settings);
    }
  }

  private static void configure(
      ConfigurableApplicationContext context, WebSettings settings, LiveSource live, Clock clock) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", settings.listen().getHostAddress());
    properties.put("server.port", settings.port());
    properties.put("server.servlet.session.cookie.name", cookieName(settings));
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("start", properties));
    context.getBeanFactory().registerSingleton("settings", settings);
    context.getBeanFactory().registerSingleton("live", live);
    context.getBeanFactory().registerSingleton("clock", clock);
  }

  /** Cookies do not tell ports apart, so each data directory has a name of its own. */
  private static String cookieName(WebSettings settings) {
    byte[] data = settings.data().toString().getBytes(StandardCharsets.UTF_8);
    return "ring3-" + UUID.nameUUIDFromBytes(data).toString().substring(0, 8);
  }

  private static IOException startFailure(RuntimeException failure, WebSettings settings) {
    String where = settings.listen().getHostAddress() + " port " + settings.port();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException) {
        return new BindException(
            "listen on "
                + where
                + " failed: in use: choose another with --port, or stop what uses it");
      }
      if (cause instanceof BindException) {
        return new BindException(
            "listen on "
                + where
                + " failed ("
                + cause.getMessage()
                + "): give an address of this host with --listen and a port above 1023 with --port");
      }
      if (cause instanceof IOException io) {
        return io;
      }
    }
    throw failure;
  }

  /** The address of the start page, with the port that is really used. */
  public URI address() {
    return context.getBean(BoundAddress.class).uri();
  }

  /**
   * The link that logs in: good once, and for a quarter of an hour.
   *
   * @throws IOException if the file that holds it cannot be written
   */
  public URI loginLink() throws IOException {
    return context.getBean(LoginLinks.class).current(Role.HUNTER).orElseThrow();
  }

  /**
   * The same for who may act on this host; empty if that is not wanted.
   *
   * @throws IOException if the file that holds it cannot be written
   */
  public Optional<URI> responderLink() throws IOException {
    return context.getBean(LoginLinks.class).current(Role.RESPONDER);
  }

  /** Stops to listen, ends imports that run, closes the index. */
  @Override
  public void close() {
    context.close();
  }
}
