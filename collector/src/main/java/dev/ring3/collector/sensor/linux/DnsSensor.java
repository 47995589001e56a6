package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.DnsPacket;
import dev.ring3.collector.decode.PacketFilter;
import dev.ring3.collector.linux.LinuxSocket;
import dev.ring3.collector.linux.SystemCallException;
import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names looked up by DNS over UDP on port 53, question and answer in one event: told when the
 * answer comes, or {@link #PATIENCE} later without. At most {@link #MAX_OPEN} questions wait. A
 * packet over the loopback interface is seen twice and told once. The process is the one that holds
 * the question's port at that time, if it still does. Lookups over TCP, TLS and HTTPS are not seen.
 */
final class DnsSensor implements Sensor {
  static final Duration PATIENCE = Duration.ofSeconds(5);
  static final int MAX_OPEN = 4096;

  private static final int BUFFER = 4 << 20;
  private static final String SEES =
      "Lookups by DNS over UDP, with their answers; not those over TCP, TLS or HTTPS.";

  private final SocketOwners owners;
  private final Map<String, Question> open = new LinkedHashMap<>();
  private @Nullable LinuxSocket socket;
  private @Nullable Reader reader;

  private record Question(Instant at, long number, Map<String, String> values, boolean answered) {}

  DnsSensor(SocketOwners owners) {
    this.owners = owners;
  }

  @Override
  public String name() {
    return "linux.dns";
  }

  @Override
  public String title() {
    return "DNS (packets)";
  }

  @Override
  public Ability probe() {
    try {
      LinuxSocket.packets(PacketFilter.dns()).close();
      return Ability.full(SEES);
    } catch (SystemCallException e) {
      return Ability.none(
          "Packets cannot be read: " + e.getMessage() + '.',
          "names that were looked up",
          "run as root or with CAP_NET_RAW");
    }
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    LinuxSocket opened = LinuxSocket.packets(PacketFilter.dns());
    opened.receiveBuffer(BUFFER);
    socket = opened;
    reader = Reader.start("dns", opened, opened::receive, lane);
    return Ability.full(SEES);
  }

  @Override
  public void decode(Message message, Findings findings) {
    try {
      DnsPacket packet = DnsPacket.of(message.bytes());
      if (packet.answer()) {
        answered(packet, findings);
      } else {
        asked(packet, message);
      }
    } catch (DecodeException e) {
      // Whatever else goes over port 53, or a packet that is cut: no lookup that could be told.
      return;
    }
  }

  private void asked(DnsPacket packet, Message message) {
    String key = key(packet, packet.sourceIp(), packet.sourcePort(), packet.destinationIp());
    if (open.containsKey(key) || open.size() >= MAX_OPEN) {
      return;
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("dns.question.name", packet.question());
    values.put("dns.question.type", packet.questionType());
    values.put("source.ip", packet.sourceIp());
    values.put("source.port", Integer.toString(packet.sourcePort()));
    values.put("destination.ip", packet.destinationIp());
    values.put("destination.port", Integer.toString(packet.destinationPort()));
    values.put("network.transport", "udp");
    owners
        .ofUdpPort(packet.sourcePort())
        .ifPresent(pid -> values.put("process.pid", Long.toString(pid)));
    open.put(key, new Question(message.readAt(), message.number(), values, false));
  }

  private static String key(DnsPacket packet, String asker, int port, String server) {
    return packet.id()
        + "|"
        + asker
        + '|'
        + port
        + '|'
        + server
        + '|'
        + packet.questionType()
        + packet.question();
  }

  private void answered(DnsPacket packet, Findings findings) {
    String key = key(packet, packet.destinationIp(), packet.destinationPort(), packet.sourceIp());
    Question question = open.get(key);
    if (question == null || question.answered()) {
      return;
    }
    Map<String, String> values = new LinkedHashMap<>(question.values());
    values.put("dns.response_code", packet.responseCode());
    for (int i = 0; i < packet.answers().size(); i++) {
      values.put("dns.answers.data" + (i == 0 ? "" : "#" + (i + 1)), packet.answers().get(i));
    }
    for (int i = 0; i < packet.addresses().size(); i++) {
      values.put("dns.resolved_ip" + (i == 0 ? "" : "#" + (i + 1)), packet.addresses().get(i));
    }
    tell(new Question(question.at(), question.number(), values, false), findings);
    open.put(key, new Question(question.at(), question.number(), Map.of(), true));
  }

  private void tell(Question question, Findings findings) {
    findings.record(
        new HostRecord(
            new Origin(name(), question.number()), question.at(), "dns_query", question.values()));
  }

  @Override
  public void tick(Findings findings) {
    tellBefore(Instant.now().minus(PATIENCE), findings);
  }

  private void tellBefore(Instant due, Findings findings) {
    Iterator<Question> questions = open.values().iterator();
    while (questions.hasNext()) {
      Question question = questions.next();
      if (!question.at().isBefore(due)) {
        return;
      }
      questions.remove();
      if (!question.answered()) {
        tell(question, findings);
      }
    }
  }

  @Override
  public void flush(Findings findings) {
    tellBefore(Instant.MAX, findings);
  }

  @Override
  public void stop() {
    if (reader != null) {
      reader.close();
    }
    if (socket != null) {
      socket.close();
    }
  }
}
