package dev.ring3.collector.respond.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.Outcome;
import dev.ring3.collector.respond.Plan;
import dev.ring3.collector.respond.Responder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @TempDir Path data;

  private static Process calling(int port) throws Exception {
    Path classes =
        Path.of(CallingProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes.toString(),
            CallingProgram.class.getName(),
            Integer.toString(port))
        .start();
  }

  private static Endpoint end(Socket socket, boolean remote) {
    return remote
        ? new Endpoint(socket.getInetAddress(), socket.getPort())
        : new Endpoint(socket.getLocalAddress(), socket.getLocalPort());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "SetTcpEntry has no effect in Wine")
  void aConnectionOfAnotherProcessIsClosedAndOursIsNot() throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    if (!root) {
      System.out.println("SKIPPED: ConnectionsTest needs root");
    }
    Assumptions.assumeTrue(root, "closing connections takes root");
    Responder responder = Responder.ofThisHost(data, "tester");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      Process caller = calling(server.getLocalPort());
      try (Socket called = server.accept()) {
        Plan ours =
            responder.plan(new Action.CloseConnection(end(called, false), end(called, true)));
        assertFalse(ours.isPossible(), ours::toString);
        assertTrue(ours.refused().getFirst().endsWith("it is Ring3's own"), ours::toString);

        Action close = new Action.CloseConnection(end(called, true), end(called, false));
        Plan plan = responder.plan(close);
        assertEquals(1, plan.would().size(), plan::toString);
        Outcome outcome = responder.execute(plan);
        assertTrue(outcome.isComplete(), outcome::toString);
        assertThrows(SocketException.class, () -> readAll(called), "the other end is reset");
        assertTrue(caller.waitFor(20, TimeUnit.SECONDS));
        assertEquals(3, caller.exitValue(), "the caller's connection was reset");
        Outcome gone = responder.execute(plan);
        assertEquals(List.of("the connection is gone"), gone.failed());
      } finally {
        caller.destroyForcibly();
      }
    }
  }

  private static void readAll(Socket socket) throws IOException {
    assertNotEquals(-1, socket.getInputStream().read(), "closed in order");
  }

  @Test
  @EnabledOnOs(OS.WINDOWS)
  void aConnectionOfAnotherProcessIsFoundAndWouldBeClosed() throws Exception {
    Responder responder = Responder.ofThisHost(data, "tester");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
      Process caller = calling(server.getLocalPort());
      try (Socket called = server.accept()) {
        Plan plan =
            responder.plan(new Action.CloseConnection(end(called, true), end(called, false)));
        assertTrue(plan.isPossible(), plan::toString);
        assertTrue(
            plan.would().getFirst().startsWith("close the connection " + end(called, true)),
            plan::toString);
      } finally {
        caller.destroyForcibly();
      }
    }
  }
}
