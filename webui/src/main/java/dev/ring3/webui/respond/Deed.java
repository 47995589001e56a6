package dev.ring3.webui.respond;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.respond.Action;
import dev.ring3.collector.respond.Target;
import dev.ring3.collector.respond.network.Endpoint;
import dev.ring3.collector.respond.process.Processes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What the page offers to do about an event. */
public enum Deed {
  SUSPEND("Suspend", "It stops until it is resumed.", onProcess(Action.Suspend::new)),
  RESUME("Resume", "It goes on.", onProcess(Action.Resume::new)),
  TERMINATE("Terminate", "It can't be undone.", onProcess(Action.Terminate::new)),
  TERMINATE_TREE(
      "Terminate with all below", "It can't be undone.", onProcess(Action.TerminateTree::new)),
  DUMP(
      "Dump its memory",
      "It goes on; its memory is written to the evidence folder.",
      (event, details) ->
          Processes.onWindows()
              ? onProcess(Action.Dump::new).action(event, details)
              : Optional.empty()),
  COLLECT(
      "Collect the file",
      "It is copied to the evidence folder, with its SHA-256.",
      (event, details) -> file(event).map(file -> new Action.Collect(List.of(file)))),
  TRIAGE(
      "Collect a triage package",
      "It is written to the evidence folder, with the SHA-256 of each part.",
      (event, details) -> Optional.of(new Action.Triage(details.documents()))),
  QUARANTINE(
      "Quarantine the file",
      "It can be put back: ring3 respond restore.",
      (event, details) -> file(event).map(Action.Quarantine::new)),
  CLOSE_CONNECTION(
      "Close the connection", "It can't be undone.", (event, details) -> connection(event)),
  ISOLATE(
      "Isolate this host",
      "Only the host itself and what is allowed reach its page then.",
      (event, details) -> Optional.of(details.isolation().action())),
  RELEASE(
      "Release this host",
      "It talks to others again.",
      (event, details) -> Optional.of(new Action.Release()));

  private final String label;
  private final String consequence;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Making action;

  /** From an event to what is done. */
  private interface Making {
    Optional<? extends Action> action(Event event, Details details);
  }

  Deed(String label, String consequence, Making action) {
    this.label = label;
    this.consequence = consequence;
    this.action = action;
  }

  /** The one of that word. */
  static Optional<Deed> of(String word) {
    return Arrays.stream(values()).filter(deed -> deed.word().equals(word)).findFirst();
  }

  /** Its name in addresses, such as {@code terminate-tree}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String label() {
    return label;
  }

  String consequence() {
    return consequence;
  }

  /** Whether it takes longer than people wait for a page. */
  boolean isLong() {
    return this == DUMP || this == COLLECT || this == TRIAGE;
  }

  /**
   * What would be done about an event; empty if it does not name what that takes.
   *
   * @throws IllegalArgumentException if the details can't be understood
   */
  Optional<? extends Action> about(Event event, Details details) {
    return action.action(event, details);
  }

  /** The process that acted: by its start as well, so that no later one is meant. */
  private static Making onProcess(Function<Target, Action> action) {
    return (event, details) -> {
      OptionalLong pid = event.number(Field.PROCESS_PID);
      Optional<Instant> start = event.instant(Field.PROCESS_START);
      return pid.isPresent() && start.isPresent()
          ? Optional.of(action.apply(new Target(pid.getAsLong(), start.get())))
          : Optional.empty();
    };
  }

  private static Optional<Path> file(Event event) {
    try {
      return event.text(Field.FILE_PATH).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A connection that this host made: events call who made it the source. */
  private static Optional<Action> connection(Event event) {
    Optional<Endpoint> source = end(event, Field.SOURCE_IP, Field.SOURCE_PORT);
    Optional<Endpoint> destination = end(event, Field.DESTINATION_IP, Field.DESTINATION_PORT);
    return source.flatMap(from -> destination.map(to -> new Action.CloseConnection(from, to)));
  }

  private static Optional<Endpoint> end(Event event, Field address, Field port) {
    try {
      return event
          .text(address)
          .flatMap(
              ip ->
                  event.number(port).isPresent()
                      ? Optional.of(Endpoint.of(ip, (int) event.number(port).getAsLong()))
                      : Optional.empty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
