package dev.ring3.search.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final long ENOUGH = 30;

  @TempDir Path folder;

  private static Event alert(String commandLine) {
    return Event.of(EventType.ALERT, NOW)
        .set(Field.RULE_NAME, "A \"rule\" [1]\\")
        .set(Field.RULE_LEVEL, "high")
        .set(Field.HOST_NAME, "web 1")
        .set(Field.PROCESS_EXECUTABLE, "/bin/sh")
        .set(Field.PROCESS_COMMAND_LINE, commandLine)
        .add(Field.THREAT_TECHNIQUE_ID, "T1059")
        .build();
  }

  private static Forwarding to(String address, List<Event> events) {
    return new Forwarding(List.of(address), "1.2", InstantSource.fixed(NOW), events::add);
  }

  @Test
  void aFileGetsALineEach() throws IOException {
    Path file = folder.resolve("alerts.ndjson");
    List<Event> events = new ArrayList<>();
    Event plain = Event.of(EventType.PROCESS_START, NOW).build();
    try (Forwarding forwarding = to("file:" + file, events)) {
      forwarding.accept(plain);
      forwarding.accept(alert("a\nb"));
      forwarding.accept(alert("c"));
    }
    assertEquals(3, events.size());
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().contains("\"command_line\":\"a\\nb\""), lines.getFirst());
    assertTrue(lines.getFirst().contains("\"level\":\"high\""), lines.getFirst());
  }

  @Test
  void aLongFileIsSetAside() throws IOException {
    Path file = folder.resolve("alerts.ndjson");
    FileOutput output = new FileOutput(file, 100);
    for (String line : List.of("first", "second", "third")) {
      output.send(alert(line));
    }
    assertTrue(Files.readString(file).contains("third"));
    assertTrue(Files.readString(folder.resolve("alerts.ndjson.1")).contains("second"));
  }

  @Test
  void syslogByDatagram() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      receiver.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ENOUGH));
      try (Forwarding forwarding =
          to("syslog://127.0.0.1:" + receiver.getLocalPort(), new ArrayList<>())) {
        forwarding.accept(alert("x\u0007\n<13>1 forged " + "y".repeat(5_000)));
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        receiver.receive(packet);
        assertEquals(SyslogMessage.LONGEST_DATAGRAM, packet.getLength());
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        String header = "<35>1 2026-11-24T12:00:00.123Z web_1 ring3 ";
        assertTrue(text.startsWith(header), text);
        assertTrue(text.contains(" ALERT [ring3@32473 rule=\"A \\\"rule\\\" [1\\]\\\\\""), text);
        assertTrue(text.contains("technique=\"T1059\""), text);
        assertFalse(text.contains("\n"), text);
      }
    }
  }

  @Test
  void syslogOverAConnectionThatBreaks() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(ENOUGH));
      try (Forwarding forwarding =
          to("syslog+tcp://127.0.0.1:" + server.getLocalPort(), new ArrayList<>())) {
        forwarding.accept(alert("one"));
        try (Socket first = server.accept()) {
          assertTrue(message(first.getInputStream()).endsWith(": one"));
        }
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        Thread receiver =
            Thread.ofPlatform()
                .daemon()
                .start(
                    () -> {
                      try (Socket second = server.accept()) {
                        got.add(message(second.getInputStream()));
                      } catch (IOException e) {
                        got.add(e.toString());
                      }
                    });
        String last = null;
        for (int i = 0; last == null && i < ENOUGH * 10; i++) {
          forwarding.accept(alert("again")); // the first ones go into the broken connection
          last = poll(got);
        }
        assertTrue(last != null && last.endsWith(": again"), "got " + last + " " + receiver);
      }
    }
  }

  private static String poll(BlockingQueue<String> got) {
    try {
      return got.poll(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One message by octet counting (RFC 6587 section 3.4.1). */
  private static String message(InputStream in) throws IOException {
    int length = 0;
    for (int c = in.read(); c != ' '; c = in.read()) {
      length = length * 10 + c - '0';
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Test
  void aWebHookIsAskedAgain() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger asked = new AtomicInteger();
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    server.createContext(
        "/hook",
        exchange -> {
          String body =
              exchange.getRequestHeaders().getFirst("Authorization")
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean isGood = asked.incrementAndGet() > 1;
          exchange.sendResponseHeaders(isGood ? 204 : 503, -1);
          exchange.close();
          if (isGood) {
            bodies.add(body);
          }
        });
    server.start();
    String address = "http://u:p@127.0.0.1:" + server.getAddress().getPort() + "/hook?k=s";
    try (Forwarding forwarding = to(address, new ArrayList<>())) {
      forwarding.accept(alert("posted"));
      String body = bodies.poll(ENOUGH, TimeUnit.SECONDS);
      assertTrue(body != null && body.startsWith("Basic dTpw{"), "got " + body);
      assertTrue(body.contains("\"command_line\":\"posted\""), body);
      assertEquals(2, asked.get());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatCannotBeSentIsTold() {
    List<Event> events = new ArrayList<>();
    try (Forwarding forwarding = to("file:" + folder.resolve("missing/alerts.ndjson"), events)) {
      for (int i = 0; i < Sending.QUEUE + 10; i++) {
        forwarding.accept(alert("x"));
      }
      Event loss =
          events.stream().filter(e -> e.type() == EventType.AGENT_LOSS).findFirst().orElseThrow();
      String message = loss.text(Field.MESSAGE).orElseThrow();
      assertTrue(message.contains("alerts could not be sent"), message);
      assertEquals(1, events.stream().filter(e -> e.type() == EventType.AGENT_LOSS).count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nowhere",
        "ftp://host/x",
        "syslog:host",
        "https:/x",
        "file:",
        "eventlog:",
        "a b"
      })
  void whatNamesNoOutputIsRefused(String address) {
    assertThrows(IllegalArgumentException.class, () -> AlertOutput.open(address, "1"));
  }
}
