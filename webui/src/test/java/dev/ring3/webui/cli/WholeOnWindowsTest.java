package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.win32.RegistryEdit;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Caller;
import dev.ring3.webui.testing.InstalledRing3;
import dev.ring3.webui.testing.Ring3Process;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ring3 run} of the built program, as it is started at logon for who is no administrator.
 */
@EnabledOnOs(OS.WINDOWS)
@Timeout(240)
class WholeOnWindowsTest {
  private static final String RUN = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";

  private boolean installing;

  @AfterEach
  void leaveNothing() {
    if (installing) {
      InstalledRing3.command(Main.commandLine(), "service", "uninstall", "--user");
    }
  }

  @Test
  void aProgramAndItsConnectionAreFoundInThePage(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    InstalledRing3.needNone(RegistryEdit.ofUser().text(RUN, "Ring3").isPresent());
    installing = true;
    InstalledRing3.install(data, "--user");
    String command = RegistryEdit.ofUser().text(RUN, "Ring3").orElseThrow();
    assertTrue(command.endsWith("logon.args\""), command);
    URI link = InstalledRing3.link(data);
    assertEquals(
        0, InstalledRing3.command(Main.commandLine(), "service", "status", "--user").exit());
    try (Browser browser = new Browser(link.resolve("/")).logIn(link)) {
      findsAProgramAndItsConnection(browser);
    }
    InstalledRing3.Said uninstall =
        InstalledRing3.command(Main.commandLine(), "service", "uninstall", "--user");
    assertEquals(0, uninstall.exit(), uninstall.text());
    assertFalse(new Elsewhere(data).report().orElseThrow().running(), "it ended in order");
    assertTrue(RegistryEdit.ofUser().text(RUN, "Ring3").isEmpty());
    assertFalse(Files.exists(data.resolve("logon.args")));
    assertTrue(Files.exists(data.resolve("live")), "the data stay");
  }

  private static void findsAProgramAndItsConnection(Browser browser) throws Exception {
    String word = "caller-" + UUID.randomUUID();
    Path classes =
        Path.of(Caller.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      Process caller =
          new ProcessBuilder(
                  Ring3Process.java().toString(),
                  "-cp",
                  classes.toString(),
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
    }
  }

  /** Hunts until the page has a hit; answers the page. */
  private static String await(Browser browser, String query) throws Exception {
    Instant patience = Instant.now().plusSeconds(60);
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
