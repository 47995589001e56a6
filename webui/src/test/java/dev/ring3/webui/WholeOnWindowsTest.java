package dev.ring3.webui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Caller;
import dev.ring3.webui.testing.Ring3Process;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The built program, run as a person runs it, over this Windows. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(240)
class WholeOnWindowsTest {
  @Test
  void aProgramAndItsConnectionAreFoundInThePage(@TempDir Path data) throws Exception {
    try (Ring3Process ring3 = Ring3Process.start("run", "--data", data.toString(), "--port", "0")) {
      URI link = ring3.link();
      String word = "caller-" + UUID.randomUUID();
      try (Browser browser = new Browser(link.resolve("/")).logIn(link);
          ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = server.getLocalPort();
        Process caller =
            new ProcessBuilder(
                    Ring3Process.java().toString(),
                    "-cp",
                    Path.of(
                            Caller.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                    Caller.class.getName(),
                    Integer.toString(port),
                    word)
                .start();
        try (Socket called = server.accept()) {
          assertTrue(called.isConnected());
          String start =
              await(browser, "event.action:process_start AND process.command_line:*" + word + '*');
          assertTrue(start.contains("java.exe"), start);
          await(browser, "event.action:network_connect AND destination.port:" + port);
          await(browser, "event.action:network_listen AND source.port:" + port);
        } finally {
          caller.destroyForcibly().waitFor();
        }
        await(browser, "event.action:process_end AND process.command_line:*" + word + '*');
        assertTrue(browser.get("/sensors").body().contains("windows.process"));
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\nRing3 said:\n" + ring3.output(), e);
      }
    }
  }

  /** Hunts until the page has a hit; answers the page. */
  private static String await(Browser browser, String query) throws Exception {
    Instant patience = Instant.now().plusSeconds(30);
    while (true) {
      String page = browser.get("/hunt?case=live&q=" + Browser.encode(query)).body();
      if (page.contains("name=\"ref\"")) {
        return page;
      }
      assertTrue(Instant.now().isBefore(patience), () -> "nothing for " + query);
      Thread.sleep(250);
    }
  }
}
