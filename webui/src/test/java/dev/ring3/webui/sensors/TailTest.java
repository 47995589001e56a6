package dev.ring3.webui.sensors;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.live.LiveLimits;
import dev.ring3.search.index.live.LiveWriter;
import dev.ring3.webui.WebServer;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.page.WebSettings;
import dev.ring3.webui.testing.Browser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live tail over what another process writes, as it commits. */
@Timeout(60)
class TailTest {
  private static final String HASH = "0".repeat(64);

  @TempDir Path data;
  private LiveWriter events;
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    events = LiveWriter.open(data, LiveLimits.USUAL, Clock.systemUTC());
    server =
        WebServer.start(
            new WebSettings(
                data, InetAddress.getLoopbackAddress(), 0, Set.of(), false, "0.0.0-test"),
            new Elsewhere(data),
            Clock.systemUTC());
    browser = new Browser(server.address()).logIn(server.loginLink());
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
    events.close();
  }

  private BufferedReader tail(String query) throws Exception {
    HttpClient client = HttpClient.newBuilder().cookieHandler(browser.cookies()).build();
    String path = "/sensors/tail?q=" + Browser.encode(query);
    HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path)).build();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8));
    until(lines, "event:open");
    return lines;
  }

  /** The lines up to the one that holds the text. */
  private static List<String> until(BufferedReader lines, String text) throws Exception {
    List<String> read = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.add(line);
      if (line.contains(text)) {
        return read;
      }
    }
    throw new AssertionError("the stream ended before '" + text + "': " + read);
  }

  private static Event event(String word) {
    return Event.of(EventType.PROCESS_START, Instant.now())
        .set(Field.PROCESS_COMMAND_LINE, word)
        .build();
  }

  @Test
  void aCompletedEventIsShownOnceAndFoundByWhatIsNew() throws Exception {
    try (BufferedReader all = tail("");
        BufferedReader byHash = tail("process.hash.sha256:" + HASH)) {
      Event early = event("the-early-one");
      Consumer<Event> later = events.begin(early);
      until(all, "the-early-one");
      later.accept(early.toBuilder().set(Field.PROCESS_HASH_SHA256, HASH).build());
      events.accept(event("the-next-one"));
      until(byHash, "the-early-one");
      List<String> after = until(all, "the-next-one");
      assertTrue(after.stream().noneMatch(line -> line.contains("the-early-one")), after::toString);
    }
  }
}
