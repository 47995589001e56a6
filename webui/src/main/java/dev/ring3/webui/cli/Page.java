package dev.ring3.webui.cli;

import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.LiveSource;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.service.StopRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** Serves the page until the process is told to end. */
final class Page {
  private Page() {}

  /**
   * @param data the data directory, which exists
   * @param live closed when the process is told to end, after the page
   */
  static void serve(Path data, ServeOptions options, LiveSource live, PrintWriter out)
      throws IOException, InterruptedException {
    InetAddress address = address(options.listen);
    WebSettings settings =
        new WebSettings(
            data,
            address,
            options.port,
            Set.copyOf(options.hostNames),
            options.responders,
            Version.current());
    WebServer server = WebServer.start(settings, live, Clock.systemUTC());
    out.println("Ring3 " + Version.current() + " at " + server.address());
    String link = String.valueOf(server.loginLink());
    out.println(
        isService()
            ? "The link to log in is in " + data.resolve("login-link")
            : "Log in with this link, good once: " + link);
    if (server.responderLink().isPresent()) {
      out.println(
          isService()
              ? "The link of a responder is in " + data.resolve("responder-link")
              : "As a responder, who may act on this host: " + server.responderLink().get());
    }
    if (!address.isLoopbackAddress()) {
      out.println("Other hosts can reach this page, over plain HTTP: put TLS before it.");
    }
    Termination.await(
        data,
        out,
        () -> {
          server.close();
          live.close();
        });
  }

  /**
   * Whether what is printed goes to a journal or a file that others may read: systemd gives its
   * services an id (systemd.exec(5)).
   */
  private static boolean isService() {
    return System.getenv("INVOCATION_ID") != null || StopRequest.isHowThisProcessEnds();
  }

  private static InetAddress address(String listen) {
    try {
      return InetAddress.getByName(listen);
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "--listen: " + listen + " is no address of this host: give one such as 127.0.0.1");
    }
  }
}
