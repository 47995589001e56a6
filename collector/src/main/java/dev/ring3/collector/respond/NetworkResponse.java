package dev.ring3.collector.respond;

import dev.ring3.collector.respond.network.Connections;
import dev.ring3.collector.respond.network.Isolation;
import dev.ring3.collector.respond.network.OpenConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans and does what is done to the network of this host. */
final class NetworkResponse {
  private final Connections connections;
  private final Isolation isolation;

  NetworkResponse(Connections connections, Isolation isolation) {
    this.connections = connections;
    this.isolation = isolation;
  }

  Plan plan(Action.OnNetwork action) throws IOException {
    return switch (action) {
      case Action.Isolate isolate -> plan(isolate);
      case Action.Release release ->
          isolation.isActive()
              ? Plan.of(release, List.of("release this host from isolation"), List.of())
              : refused(release, "this host is not isolated");
      case Action.CloseConnection close -> plan(close);
    };
  }

  private static Plan refused(Action action, String reason) {
    return Plan.of(action, List.of(), List.of(reason));
  }

  private Plan plan(Action.Isolate action) throws IOException {
    Optional<String> obstacle = isolation.obstacle();
    if (obstacle.isPresent()) {
      return refused(action, obstacle.get());
    }
    List<String> would = new ArrayList<>();
    would.add(
        (isolation.isActive() ? "replace the isolation of this host" : "isolate this host")
            + ", but for itself"
            + (action.allowed().isEmpty() ? "" : " and " + words(action))
            + (action.until() == null
                ? ", until it is released"
                : ", for " + action.until().toMinutes() + " minutes"));
    isolation.rules(action.allowed(), action.until()).forEach(rule -> would.add("rule " + rule));
    return Plan.of(action, would, List.of());
  }

  private static String words(Action.Isolate action) {
    return String.join(", ", action.allowed().stream().map(Object::toString).toList());
  }

  private Plan plan(Action.CloseConnection action) throws IOException {
    Optional<OpenConnection> found = connections.find(action.local(), action.remote());
    if (found.isEmpty()) {
      return refused(
          action, "there is no connection from " + action.local() + " to " + action.remote());
    }
    Optional<String> obstacle = connections.obstacle(found.get());
    return obstacle.isPresent()
        ? refused(action, found.get().title() + ": " + obstacle.get())
        : Plan.of(action, List.of("close the connection " + found.get().title()), List.of());
  }

  Outcome execute(Plan plan, Action.OnNetwork action) {
    try {
      return new Outcome(List.of(done(action)), plan.refused());
    } catch (IOException e) {
      List<String> failed = new ArrayList<>(plan.refused());
      failed.add(String.valueOf(e.getMessage()));
      return new Outcome(List.of(), failed);
    }
  }

  private String done(Action.OnNetwork action) throws IOException {
    return switch (action) {
      case Action.Isolate isolate -> {
        isolation.isolate(isolate.allowed(), isolate.until());
        if (!isolation.isActive()) {
          throw new IOException("the rules were taken and are not in force");
        }
        yield "isolated this host";
      }
      case Action.Release _release -> {
        isolation.release();
        yield "released this host";
      }
      case Action.CloseConnection close -> {
        OpenConnection found =
            connections
                .find(close.local(), close.remote())
                .orElseThrow(() -> new IOException("the connection is gone"));
        connections.close(found);
        yield "closed the connection " + found.title();
      }
    };
  }
}
