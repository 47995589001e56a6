package dev.ring3.webui.respond;

import dev.ring3.collector.respond.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response that was begun in the page.
 *
 * @param id names it in addresses; not to be guessed
 * @param event the reference of the event that it is about
 * @param outcome comes when it is over; it never fails, for a failure is an outcome
 */
record Response(
    String id, Deed deed, String event, Instant began, CompletableFuture<Outcome> outcome) {
  Response {
    Objects.requireNonNull(id);
    Objects.requireNonNull(deed);
    Objects.requireNonNull(event);
    Objects.requireNonNull(began);
  }

  boolean isRunning() {
    return !outcome.isDone();
  }

  /** Waits a while for its end, and answers whether it is over. */
  boolean awaitEnd(long milliseconds) {
    try {
      Outcome unused = outcome.get(milliseconds, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
