package dev.ring3.collector.respond.network;

import dev.ring3.collector.respond.process.Processes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The TCP connections of this host. */
public interface Connections {
  /** Those of this host. */
  static Connections ofThisHost() {
    return Processes.onWindows() ? new WindowsConnections() : new LinuxConnections();
  }

  /** All of this moment. */
  List<OpenConnection> list() throws IOException;

  /** The one between these ends. */
  default Optional<OpenConnection> find(Endpoint local, Endpoint remote) throws IOException {
    return list().stream()
        .filter(each -> each.local().equals(local) && each.remote().equals(remote))
        .findFirst();
  }

  /** Why it can't be closed here; empty if it can. */
  Optional<String> obstacle(OpenConnection connection);

  /**
   * Closes it: both ends see a reset.
   *
   * @throws IOException if it is gone, or may not be closed
   */
  void close(OpenConnection connection) throws IOException;
}
