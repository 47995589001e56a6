package dev.ring3.webui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.win32.RegistryEdit;
import dev.ring3.collector.win32.ServiceControl;
import dev.ring3.webui.live.Elsewhere;
import dev.ring3.webui.live.SensorReport;
import dev.ring3.webui.testing.Browser;
import dev.ring3.webui.testing.Ring3Process;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The built program as a service of this Windows, run by the real procrun. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(240)
class ServiceOnWindowsTest {
  private static final String EVENT_SOURCE =
      "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Ring3";

  /** What a command said. */
  private record Said(int exit, String text) {}

  private static Said ring3(String... words) {
    StringWriter text = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(text, true));
    command.setErr(new PrintWriter(text, true));
    int exit = command.execute(words);
    return new Said(exit, text.toString());
  }

  @AfterEach
  void leaveNothing() throws IOException {
    try (ServiceControl left =
        ServiceControl.open("Ring3", ServiceControl.Purpose.ASK).orElse(null)) {
      if (left != null) {
        ring3("service", "uninstall");
      }
    }
  }

  private static void await(String what, Callable<Boolean> reached) throws Exception {
    Instant patience = Instant.now().plusSeconds(60);
    while (!reached.call()) {
      assertTrue(Instant.now().isBefore(patience), what);
      Thread.sleep(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void isInstalledStartedAskedStoppedAndUninstalled(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    try (Ring3Process install =
        Ring3Process.start(
            "service", "install", "--data", data.toString(), "--port", "" + freePort())) {
      assertEquals(0, install.exit(), install.output());
      assertTrue(install.output().contains("Installed as the service Ring3"), install.output());
    }
    Path programs = Path.of(System.getenv("ProgramFiles"), "Ring3");
    assertTrue(Files.exists(programs.resolve("ring3.jar")));
    assertEquals(2, Files.getFileAttributeView(data, AclFileAttributeView.class).getAcl().size());
    assertTrue(RegistryEdit.ofHost().text(EVENT_SOURCE, "EventMessageFile").isPresent());

    Path link = data.resolve("login-link");
    await("the page is up", () -> Files.exists(link) && Files.size(link) > 0);
    URI address = URI.create(Files.readString(link).strip());
    try (Browser browser = new Browser(address.resolve("/")).logIn(address)) {
      assertTrue(browser.get("/sensors").body().contains("windows.process"));
    }
    Said status = ring3("service", "status");
    assertEquals(0, status.exit(), status.text());
    assertTrue(status.text().startsWith("Ring3: running, process "), status.text());

    Said stop = ring3("service", "stop");
    assertEquals(0, stop.exit(), stop.text());
    Said stopped = ring3("service", "status");
    assertEquals("Ring3: stopped", stopped.text().strip(), () -> stop.text());
    assertEquals(1, stopped.exit());
    SensorReport last = new Elsewhere(data).report().orElseThrow();
    assertFalse(last.running(), "it ended in order and said so");

    Said uninstall = ring3("service", "uninstall");
    assertEquals(0, uninstall.exit(), uninstall.text());
    assertTrue(ServiceControl.open("Ring3", ServiceControl.Purpose.ASK).isEmpty());
    assertFalse(Files.exists(programs));
    assertTrue(RegistryEdit.ofHost().text(EVENT_SOURCE, "EventMessageFile").isEmpty());
    assertTrue(Files.exists(data.resolve("live")), "the data stay");
  }

  @Test
  void whoIsNoAdministratorHasItStartedAtLogon(@TempDir Path folder) throws Exception {
    String run = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    Path data = folder.resolve("data");
    try (Ring3Process install =
        Ring3Process.start(
            "service", "install", "--user", "--data", data.toString(), "--port", "" + freePort())) {
      assertEquals(0, install.exit(), install.output());
    }
    String command = RegistryEdit.ofUser().text(run, "Ring3").orElseThrow();
    assertTrue(command.endsWith("logon.args\""), command);
    await(
        "it collects",
        () -> new Elsewhere(data).report().filter(SensorReport::running).isPresent());
    Said status = ring3("service", "status", "--user");
    assertEquals(0, status.exit(), status.text());

    Said uninstall = ring3("service", "uninstall", "--user");
    assertEquals(0, uninstall.exit(), uninstall.text());
    assertFalse(new Elsewhere(data).report().orElseThrow().running(), "it ended in order");
    assertTrue(RegistryEdit.ofUser().text(run, "Ring3").isEmpty());
    assertFalse(Files.exists(data.resolve("logon.args")));
    assertEquals(1, ring3("service", "status", "--user").exit());
  }
}
