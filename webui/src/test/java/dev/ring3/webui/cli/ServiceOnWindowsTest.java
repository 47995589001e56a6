package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.win32.RegistryEdit;
import dev.ring3.collector.win32.service.ServiceControl;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.live.SensorReport;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.InstalledRing3;
import dev.ring3.webui.testing.InstalledRing3.Said;
import dev.ring3.webui.testing.Ring3Process;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The built program as a service of this Windows, run by the real procrun. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(240)
class ServiceOnWindowsTest {
  private static final String EVENT_SOURCE =
      "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Ring3";

  private boolean installing;

  private static Said ring3(String... words) {
    return InstalledRing3.command(Main.commandLine(), words);
  }

  private static boolean isThere() throws IOException {
    try (ServiceControl service =
        ServiceControl.open("Ring3", ServiceControl.Purpose.ASK).orElse(null)) {
      return service != null;
    }
  }

  @AfterEach
  void leaveNothing() throws IOException {
    if (installing && isThere()) {
      ring3("service", "uninstall");
    }
  }

  /** In a process of its own, so that no file of the index stays open. */
  private static void tellsOfItsLife(Path data) throws Exception {
    String query =
        "event.action:(agent_install OR agent_uninstall OR agent_loss) OR ring3.down.cause:killed";
    String[] words = {
      "hunt", query, "--data", data.toString(), "--case", "live", "--format", "ndjson"
    };
    try (Ring3Process hunt = Ring3Process.start(words)) {
      assertEquals(0, hunt.exit(), hunt::output);
      String found = hunt.output();
      for (String action :
          List.of("agent_install", "agent_start", "killed", "not running", "agent_uninstall")) {
        assertTrue(found.contains("\"" + action + "\""), () -> action + " is not in " + found);
      }
    }
  }

  private static long pid() throws Exception {
    try (ServiceControl service =
        ServiceControl.open("Ring3", ServiceControl.Purpose.ASK).orElseThrow()) {
      return service.status().pid().orElseThrow();
    }
  }

  /**
   * Windows starts it again after 5 seconds; one that has no recovery (Wine) says so, and the test
   * starts it. What was not seen meanwhile is told.
   *
   * @return whether this Windows does so
   */
  private static boolean isStartedAgainAfterItWasKilled(Path data) throws Exception {
    Files.deleteIfExists(data.resolve("login-link"));
    InstalledRing3.install(data);
    InstalledRing3.link(data);
    boolean recovers =
        ring3("service", "status").text().contains("restarts it after 5 s, then 60 s");
    long killed = pid();
    Files.deleteIfExists(data.resolve("login-link"));
    ProcessHandle process = ProcessHandle.of(killed).orElseThrow();
    assertTrue(process.destroyForcibly());
    process.onExit().get(30, TimeUnit.SECONDS);
    if (!recovers) {
      System.out.println("this Windows knows no recovery of services: started by the test");
      assertTrue(
          ring3("service", "status").text().contains("nobody restarts it")
              || ring3("service", "status").text().contains("is not known"));
      Said again = ring3("service", "start");
      assertEquals(0, again.exit(), again.text());
    }
    InstalledRing3.link(data);
    assertNotEquals(killed, pid());
    Said stop = ring3("service", "stop");
    assertEquals(0, stop.exit(), stop.text());
    return recovers;
  }

  private static void uninstall() {
    Said uninstall = ring3("service", "uninstall");
    assertEquals(0, uninstall.exit(), uninstall.text());
  }

  @Test
  void isInstalledStartedAskedStoppedAndUninstalled(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    InstalledRing3.needNone(isThere());
    installing = true;
    String said = InstalledRing3.install(data);
    assertTrue(said.contains("Installed as the service Ring3"), said);
    Path programs = Path.of(System.getenv("ProgramFiles"), "Ring3");
    assertTrue(Files.exists(programs.resolve("ring3.jar")));
    assertEquals(2, Files.getFileAttributeView(data, AclFileAttributeView.class).getAcl().size());
    assertTrue(RegistryEdit.ofHost().text(EVENT_SOURCE, "EventMessageFile").isPresent());

    URI link = InstalledRing3.link(data);
    try (Browser browser = new Browser(link.resolve("/")).logIn(link)) {
      assertTrue(browser.get("/sensors").body().contains("windows.process"));
    }
    Said status = ring3("service", "status");
    assertEquals(0, status.exit(), status.text());
    assertTrue(status.text().startsWith("Ring3: running, process "), status.text());

    Said stop = ring3("service", "stop");
    assertEquals(0, stop.exit(), stop.text());
    Said stopped = ring3("service", "status");
    assertTrue(stopped.text().startsWith("Ring3: stopped"), stopped.text());
    assertEquals(1, stopped.exit());
    SensorReport last = new Elsewhere(data).report().orElseThrow();
    assertFalse(last.running(), "it ended in order and said so");

    Files.deleteIfExists(data.resolve("login-link"));
    Said start = ring3("service", "start");
    assertEquals(0, start.exit(), start.text());
    InstalledRing3.link(data);
    uninstall();
    assertFalse(isThere());
    assertFalse(Files.exists(programs));
    assertTrue(RegistryEdit.ofHost().text(EVENT_SOURCE, "EventMessageFile").isEmpty());
    assertTrue(Files.exists(data.resolve("live")), "the data stay");

    boolean recovers = isStartedAgainAfterItWasKilled(data);
    uninstall();
    // Wine, which knows no recovery, does not close what a killed process had open while it waited
    // for notices of services.
    assertFalse(recovers && isThere());
    tellsOfItsLife(data);
  }
}
