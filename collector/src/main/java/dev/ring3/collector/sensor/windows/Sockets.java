package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.windows.SocketRow;
import dev.ring3.collector.decode.windows.SocketRow.End;
import dev.ring3.collector.decode.windows.SocketRow.Layout;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.SnapshotSensor.Subject;
import dev.ring3.collector.win32.SocketTables;
import dev.ring3.collector.win32.SocketTables.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The sockets of TCP and UDP, each with the process that owns it where Windows tells. */
public final class Sockets {
  public static final String NAME = "windows.sockets";

  /** A connection that lives shorter may not be seen. */
  static final Duration EVERY = Duration.ofSeconds(1);

  private Sockets() {}

  /**
   * @param host name of this host
   */
  public static SnapshotSensor sensor(Clock clock, String host) {
    return new SnapshotSensor(
        new Subject(
            NAME,
            "Sockets (compared)",
            "Connections of TCP that live for a second, what listens, and what uses UDP.",
            EVERY,
            List.of(
                inventory("listening sockets", "network_listen", Sockets::listening),
                inventory("connections", "network_connect", Sockets::connections),
                inventory("sockets of UDP", "network_listen", Sockets::udp))),
        clock,
        host);
  }

  private static Inventory inventory(String name, String added, Inventory.Source source) {
    return new Inventory(name, added, added, "network_close", List.of(), source);
  }

  private static Map<String, Item> listening() throws IOException {
    return items(tcp().stream().filter(SocketRow::isListening).toList(), Set.of());
  }

  private static Map<String, Item> connections() throws IOException {
    List<SocketRow> rows = tcp();
    Set<Integer> served =
        rows.stream()
            .filter(SocketRow::isListening)
            .map(row -> row.local().port())
            .collect(Collectors.toSet());
    return items(rows.stream().filter(SocketRow::isConnected).toList(), served);
  }

  private static Map<String, Item> udp() throws IOException {
    List<SocketRow> rows = new ArrayList<>(rows(Layout.UDP4, Table.UDP4));
    rows.addAll(rows(Layout.UDP6, Table.UDP6));
    return items(rows, Set.of());
  }

  private static List<SocketRow> tcp() throws IOException {
    List<SocketRow> rows = new ArrayList<>(rows(Layout.TCP4, Table.TCP4));
    rows.addAll(rows(Layout.TCP6, Table.TCP6));
    return rows;
  }

  private static List<SocketRow> rows(Layout layout, Table table) throws IOException {
    try {
      return layout.rows(SocketTables.read(table));
    } catch (DecodeException e) {
      throw new IOException(table + " can't be understood: " + e.getMessage(), e);
    }
  }

  /**
   * @param served ports that something listens on: what has one at its own end was accepted
   */
  private static Map<String, Item> items(List<SocketRow> rows, Set<Integer> served) {
    Map<String, Item> items = new LinkedHashMap<>();
    for (SocketRow row : rows) {
      if (items.size() >= Inventory.MAX_ITEMS) {
        break;
      }
      String key = row.transport() + ' ' + row.local() + ' ' + row.remote() + ' ' + row.owner();
      items.put(key, new Item("", values(row, served.contains(row.local().port()))));
    }
    return items;
  }

  private static Map<String, String> values(SocketRow row, boolean accepted) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("network.transport", row.transport());
    values.put("network.type", row.local().ip().indexOf(':') >= 0 ? "ipv6" : "ipv4");
    put(values, accepted ? "destination" : "source", row.local());
    row.remote()
        .ifPresent(
            remote -> {
              put(values, accepted ? "source" : "destination", remote);
              values.put("network.direction", accepted ? "ingress" : "egress");
            });
    row.owner().ifPresent(pid -> values.put("process.pid", Long.toString(pid)));
    return values;
  }

  private static void put(Map<String, String> values, String side, End end) {
    values.put(side + ".ip", end.ip());
    values.put(side + ".port", Integer.toString(end.port()));
  }
}
