package dev.ring3.webui.cli;

import dev.ring3.webui.page.WebSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code run} and {@code serve} let people choose of the page. */
final class ServeOptions {
  /** The page's port where nobody chose. */
  static final String DEFAULT_PORT = "" + WebSettings.DEFAULT_PORT;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = DEFAULT_PORT,
      description = "Port of the page; 0 for any free one. Default: ${DEFAULT-VALUE}.")
  int port;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "Address to listen on. Default: ${DEFAULT-VALUE}, this host only.",
        "The page speaks plain HTTP: beyond this host put a TLS proxy or an SSH tunnel before it."
      })
  String listen;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = {
        "A name under which browsers may ask for the page, besides localhost and the address that",
        "is listened on; can be given several times."
      })
  List<String> hostNames = new ArrayList<>();

  @Option(
      names = "--responder",
      description = {
        "Make a second link to log in, good once, whose session may act on this host: end and",
        "suspend processes, quarantine files, close connections. Without, the page only looks."
      })
  boolean responders;

  ServeOptions() {}
}
