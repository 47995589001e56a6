package dev.ring3.webui.testing;

import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportFile;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A server over one case with {@link SampleLog}, and a client that is logged in. */
public final class FilledServer implements AutoCloseable {
  public static final String CASE = "office";

  private final WebServer server;
  private final Browser browser;

  /**
   * @param data a folder that exists
   * @param files imported besides the sample
   */
  public FilledServer(Path data, int records, List<Path> files)
      throws IOException, InterruptedException {
    Clock clock = new SettableClock(SampleLog.START.plus(Duration.ofDays(1)));
    Path log = data.resolve("sysmon.ndjson");
    SampleLog.write(log, records);
    List<ImportFile> imports =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(log), files.stream())
            .map(file -> new ImportFile(file, String.valueOf(file.getFileName())))
            .toList();
    try (Cases cases = new Cases(data, clock);
        CaseWriter writer = cases.write(CASE)) {
      new ImportRun(writer, imports, false, clock).run();
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server =
        WebServer.start(
            new WebSettings(data, loopback, 0, Set.of(), false, "0.0.0-test"),
            new Elsewhere(data),
            clock);
    browser = new Browser(server.address()).logIn(server.loginLink());
  }

  public URI address() {
    return server.address();
  }

  /** A link that was not used yet. */
  public URI loginLink() throws IOException {
    return server.loginLink();
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}
