package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.decode.DiagMessage;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The TCP sockets that listen, each with the process that holds it; not Ring3's own. */
final class ListeningSockets {
  /** A holder that was not found so often is in another namespace, or not for us to see. */
  private static final int MAX_SEARCHES = 3;

  private static final Long SELF = ProcessHandle.current().pid();

  /** Holders by inode; those that were found stay until the socket is gone. */
  private final Map<String, Long> holders = new HashMap<>();

  /** How often the holder of an inode was looked for, which goes through all open files. */
  private final Map<String, Integer> searches = new HashMap<>();

  private ListeningSockets() {}

  static Inventory inventory() {
    ListeningSockets sockets = new ListeningSockets();
    return new Inventory(
        "listening sockets",
        "network_listen",
        "network_listen",
        "network_close",
        List.of(),
        sockets::look);
  }

  private Map<String, Item> look() throws IOException {
    List<DiagMessage> sockets = SocketTable.listening();
    Map<String, DiagMessage> byInode =
        sockets.stream()
            .collect(Collectors.toMap(s -> Long.toString(s.inode()), s -> s, (a, b) -> a));
    holders.keySet().retainAll(byInode.keySet());
    searches.keySet().retainAll(byInode.keySet());
    Set<String> wanted =
        byInode.keySet().stream()
            .filter(inode -> !holders.containsKey(inode))
            .filter(inode -> searches.getOrDefault(inode, 0) < MAX_SEARCHES)
            .collect(Collectors.toSet());
    wanted.forEach(inode -> searches.merge(inode, 1, Integer::sum));
    holders.putAll(SocketOwners.holders(wanted));
    Map<String, Item> found = new LinkedHashMap<>();
    byInode.forEach(
        (inode, socket) -> {
          if (!SELF.equals(holders.get(inode))) {
            found.put(inode, new Item("", values(socket, inode)));
          }
        });
    return found;
  }

  private Map<String, String> values(DiagMessage socket, String inode) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("source.ip", socket.localIp());
    values.put("source.port", Integer.toString(socket.localPort()));
    values.put("network.transport", "tcp");
    values.put("network.type", socket.v6() ? "ipv6" : "ipv4");
    values.put("user.id", Long.toString(socket.uid()));
    Long pid = holders.get(inode);
    if (pid != null) {
      values.put("process.pid", Long.toString(pid));
    }
    return values;
  }
}
