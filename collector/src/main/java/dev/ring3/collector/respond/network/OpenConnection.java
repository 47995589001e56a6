package dev.ring3.collector.respond.network;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A TCP connection of this host.
 *
 * @param id tells it from one that has the same ends later, where the system has such a thing
 * @param own whether this process holds it
 * @param holder the process that holds it, where the system tells at once
 */
public record OpenConnection(
    Endpoint local, Endpoint remote, OptionalLong id, boolean own, OptionalLong holder) {
  public OpenConnection {
    Objects.requireNonNull(local);
    Objects.requireNonNull(remote);
    Objects.requireNonNull(id);
    Objects.requireNonNull(holder);
  }

  /** For people. */
  public String title() {
    String process = holder.isPresent() ? ", of process " + holder.getAsLong() : "";
    return local + " to " + remote + process;
  }

  Optional<String> whyNot() {
    return own ? Optional.of("it is Ring3's own") : Optional.empty();
  }
}
