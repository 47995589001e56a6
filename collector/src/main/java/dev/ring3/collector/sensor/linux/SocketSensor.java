package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.DiagMessage;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends of TCP connections with the bytes that went over them, from sock_diag's destroy groups. The
 * kernel names the user, not the process: of connections that were there at the start it is looked
 * up then, of others it stands in the connection's start, from audit. Connections with a port that
 * Ring3 itself listens on are left out.
 */
final class SocketSensor implements Sensor {
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int TCP_DESTROYED = 0x1 | 0x4;
  private static final int BUFFER = 8 << 20;
  private static final int TCP = 6;
  private static final String SEES = "Ends of TCP connections with their bytes.";

  private static final long LOOK_UP_NANOS = 2_000_000_000;

  /** Processes of the connections that were there at the start, by cookie. */
  private final Map<Long, Long> early = new HashMap<>();

  private Set<Integer> ownPorts = Set.of();
  private long lookedUp = System.nanoTime() - LOOK_UP_NANOS;
  private @Nullable LinuxSocket socket;
  private @Nullable Reader reader;
  private @Nullable Lane lane;

  @Override
  public String name() {
    return "linux.socket";
  }

  @Override
  public String title() {
    return "Connections (sock_diag)";
  }

  @Override
  public Ability probe() {
    try {
      LinuxSocket.netlink(NETLINK_SOCK_DIAG, TCP_DESTROYED).close();
      return Ability.full(SEES);
    } catch (SystemCallException e) {
      return Ability.none(
          "Ends of connections are not told: " + e.getMessage() + '.',
          "ends of connections and their bytes",
          "run as root or with CAP_NET_ADMIN");
    }
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    this.lane = lane;
    LinuxSocket opened = LinuxSocket.netlink(NETLINK_SOCK_DIAG, TCP_DESTROYED);
    opened.receiveBuffer(BUFFER);
    socket = opened;
    early.putAll(SocketTable.holdersByCookie());
    reader = Reader.start("socket", opened, opened::receive, lane);
    return Ability.full(SEES);
  }

  @Override
  public void decode(Message message, Findings findings) {
    try {
      DiagMessage end = DiagMessage.of(message.bytes());
      lookUpOwnPorts();
      boolean ours = ownPorts.contains(end.localPort()) || ownPorts.contains(end.remotePort());
      if (end.remotePort() != 0 && end.protocol() == TCP && !ours) {
        findings.record(
            new HostRecord(
                new Origin(name(), message.number()),
                message.readAt(),
                "network_close",
                values(end, early.remove(end.cookie()))));
      }
    } catch (DecodeException e) {
      if (lane != null) {
        lane.lost("a message could not be read: " + e.getMessage(), 1);
      }
    }
  }

  private static Map<String, String> values(DiagMessage end, @Nullable Long pid) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("source.ip", end.localIp());
    values.put("source.port", Integer.toString(end.localPort()));
    values.put("source.bytes", Long.toString(end.sent()));
    values.put("destination.ip", end.remoteIp());
    values.put("destination.port", Integer.toString(end.remotePort()));
    values.put("destination.bytes", Long.toString(end.received()));
    values.put("network.transport", "tcp");
    values.put("network.type", end.v6() ? "ipv6" : "ipv4");
    values.put("user.id", Long.toString(end.uid()));
    if (pid != null) {
      values.put("process.pid", Long.toString(pid));
    }
    return values;
  }

  private void lookUpOwnPorts() {
    long now = System.nanoTime();
    if (now - lookedUp > LOOK_UP_NANOS) {
      lookedUp = now;
      try {
        ownPorts = SocketTable.ownPorts();
      } catch (IOException e) {
        // Until the kernel answers again, those of the last time count.
        return;
      }
    }
  }

  @Override
  public void tick(Findings findings) {}

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
