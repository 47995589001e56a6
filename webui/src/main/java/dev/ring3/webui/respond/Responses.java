package dev.ring3.webui.respond;

import dev.ring3.collector.respond.Outcome;
import dev.ring3.collector.respond.Plan;
import dev.ring3.collector.respond.Responder;
import dev.ring3.webui.state.AuditLog;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The responses of this run of the server, each on a thread of its own, so that no request waits
 * for one. {@link #MAX_LONG} that take long run at a time, and one of the others, so that a dump
 * does not keep the host from being isolated. The last {@link #MAX_KEPT} are remembered. Safe for
 * any thread.
 */
@Component
final class Responses implements DisposableBean {
  static final int MAX_LONG = 2;
  static final int MAX_SHORT = 1;
  static final int MAX_KEPT = 50;

  /** How long the end of the server waits for those that run; then they end with the process. */
  private static final long PATIENCE_MILLISECONDS = 10_000;

  private final AuditLog audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Response> responses = new LinkedHashMap<>();

  Responses(AuditLog audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins to do what was planned. How it ended is in both logs.
   *
   * @param event the reference of the event that it is about
   * @return empty if too many run
   */
  synchronized Optional<Response> begin(
      Deed deed, String event, Plan plan, Responder responder, String who) {
    long running =
        responses.values().stream()
            .filter(Response::isRunning)
            .filter(other -> other.deed().isLong() == deed.isLong())
            .count();
    if (running >= (deed.isLong() ? MAX_LONG : MAX_SHORT)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    Response response =
        new Response(
            HexFormat.of().formatHex(bytes),
            deed,
            event,
            clock.instant(),
            new CompletableFuture<>());
    responses.put(response.id(), response);
    forgetOldest();
    Thread.ofPlatform()
        .name("ring3-respond-" + deed.word())
        .daemon()
        .start(() -> response.outcome().complete(execute(response, plan, responder, who)));
    return Optional.of(response);
  }

  private void forgetOldest() {
    List<String> over =
        responses.values().stream().filter(r -> !r.isRunning()).map(Response::id).toList();
    over.stream().limit(Math.max(0, responses.size() - MAX_KEPT)).forEach(responses::remove);
  }

  private Outcome execute(Response response, Plan plan, Responder responder, String who) {
    Outcome outcome;
    try {
      outcome = responder.execute(plan);
    } catch (IOException | RuntimeException e) {
      outcome = new Outcome(List.of(), List.of("Ring3 failed: " + e));
    }
    String said = String.join("; ", outcome.isComplete() ? outcome.done() : outcome.failed());
    try {
      audit.add(who, "respond " + response.deed().word(), response.event(), said);
      return outcome;
    } catch (RuntimeException e) {
      List<String> failed = new ArrayList<>(outcome.failed());
      failed.add("it could not be written to the page's log: " + e.getMessage());
      return new Outcome(outcome.done(), failed);
    }
  }

  synchronized Optional<Response> find(String id) {
    return Optional.ofNullable(responses.get(id));
  }

  @Override
  public void destroy() {
    List<Response> running;
    synchronized (this) {
      running = responses.values().stream().filter(Response::isRunning).toList();
    }
    running.forEach(response -> response.awaitEnd(PATIENCE_MILLISECONDS));
  }
}
