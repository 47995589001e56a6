package dev.ring3.collector.respond.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.Outcome;
import dev.ring3.collector.respond.Plan;
import dev.ring3.collector.respond.Responder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Isolates and releases the network namespace that it runs in; see {@link IsolationTest}. */
final class IsolationTrial {
  static final String FRIEND = "10.9.0.2";
  static final String STRANGER = "10.9.0.3";

  private IsolationTrial() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    assertTrue(reaches(FRIEND) && reaches(STRANGER), "the neighbours answer at first");
    Action isolate = new Action.Isolate(List.of(Network.parse(FRIEND)), null);
    Responder responder = Responder.ofThisHost(data, "tester");
    Plan plan = responder.plan(isolate);
    assertTrue(
        plan.would().stream().anyMatch(rule -> rule.contains("ip daddr { 10.9.0.2 } accept")));
    assertTrue(reaches(STRANGER), "a plan changes nothing");

    assertEquals(List.of("isolated this host"), responder.execute(plan).done());
    assertTrue(reaches(FRIEND), "who is allowed still answers");
    assertFalse(reaches(STRANGER), "others do not");
    assertTrue(reachesItself());
    Outcome again = responder.execute(responder.plan(isolate));
    assertTrue(again.isComplete(), again::toString);

    // As after a restart of Ring3: nothing is remembered but by the system.
    Responder later = Responder.ofThisHost(data, "tester");
    assertEquals(
        List.of("released this host"), later.execute(later.plan(new Action.Release())).done());
    assertTrue(reaches(STRANGER), "released");
    assertFalse(later.plan(new Action.Release()).isPossible(), "there is nothing to release");

    Isolation isolation = Isolation.ofThisHost(Clock.systemUTC());
    isolation.isolate(List.of(), Duration.ofSeconds(2));
    assertFalse(reaches(FRIEND), "isolated for a time");
    Instant patience = Instant.now().plusSeconds(20);
    while (isolation.isActive()) {
      assertTrue(Instant.now().isBefore(patience), "it does not end by itself");
      Thread.sleep(100);
    }
    assertTrue(reaches(FRIEND), "it ended by itself");
    assertTrue(Files.readString(data.resolve("response/audit.ndjson")).contains("\"10.9.0.2\""));
  }

  /** A host that has no such service refuses, which is an answer. */
  private static boolean reaches(String address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Network.address(address), 9), 300);
      return true;
    } catch (ConnectException e) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static boolean reachesItself() throws IOException {
    try (ServerSocket server = new ServerSocket(0);
        Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(Network.address("127.0.0.1"), server.getLocalPort()), 300);
      return socket.isConnected();
    }
  }
}
