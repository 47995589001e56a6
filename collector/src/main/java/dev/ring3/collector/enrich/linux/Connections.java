package dev.ring3.collector.enrich.linux;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who began a connection, so that its end can be told with the process. The start names the remote
 * side and the user, not the local port: an end whose start could be that of several processes is
 * told without. At most {@link #MAX} remote sides are remembered, with {@link #MAX_OPEN} starts
 * each. For one thread.
 */
public final class Connections {
  public static final int MAX = 16_384;
  public static final int MAX_OPEN = 64;

  private final Map<Remote, Deque<Long>> open =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Remote, Deque<Long>> eldest) {
          return size() > MAX;
        }
      };

  private record Remote(String ip, long port, String user) {}

  /** Notes the start of a connection, once its process is known. */
  public void note(Event.Builder event) {
    OptionalLong pid = event.number(Field.PROCESS_PID);
    if (event.type() != EventType.NETWORK_CONNECT || pid.isEmpty()) {
      return;
    }
    boolean came = event.text(Field.NETWORK_DIRECTION).equals(Optional.of("ingress"));
    remote(event, came)
        .ifPresent(
            remote -> {
              Deque<Long> pids = open.computeIfAbsent(remote, r -> new ArrayDeque<>());
              if (pids.size() < MAX_OPEN) {
                pids.add(pid.getAsLong());
              }
            });
  }

  /** Gives the end of a connection its process, if only one comes into question. */
  public void attribute(Event.Builder event) {
    if (event.type() != EventType.NETWORK_CLOSE || event.has(Field.PROCESS_PID)) {
      return;
    }
    Optional<Remote> remote = remote(event, false);
    Deque<Long> pids = remote.map(open::get).orElseGet(ArrayDeque::new);
    if (pids.isEmpty()) {
      return;
    }
    if (pids.stream().distinct().count() == 1) {
      event.set(Field.PROCESS_PID, pids.getFirst());
    }
    pids.removeFirst();
    if (pids.isEmpty()) {
      remote.ifPresent(open::remove);
    }
  }

  private static Optional<Remote> remote(Event.Builder event, boolean source) {
    Optional<String> ip = event.text(source ? Field.SOURCE_IP : Field.DESTINATION_IP);
    OptionalLong port = event.number(source ? Field.SOURCE_PORT : Field.DESTINATION_PORT);
    String user =
        event.text(Field.USER_EFFECTIVE_ID).or(() -> event.text(Field.USER_ID)).orElse("");
    return ip.isEmpty() || port.isEmpty()
        ? Optional.empty()
        : Optional.of(new Remote(ip.get(), port.getAsLong(), user));
  }
}
