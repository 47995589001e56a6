package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.win32.wmi.WmiEvents;
import dev.ring3.collector.win32.wmi.WmiNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Wakes when WMI tells of an event, in any of several namespaces. A thread of its own takes the
 * events. A namespace that does not tell them, or ceases to, is asked again every {@link #PAUSE}.
 */
public final class WmiWatch implements Wake {
  static final Duration PAUSE = Duration.ofSeconds(30);

  /** How long to wait for an event of a namespace, before the next one's turn. */
  private static final Duration TURN = Duration.ofMillis(500);

  /** How long WMI may take to answer at the beginning, or to let go in the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String subject;
  private final List<String> namespaces;
  private final String query;
  private @Nullable Watching watching;

  /**
   * @param subject what changes, as people call it
   * @param query in WQL, of each namespace
   */
  public WmiWatch(String subject, List<String> namespaces, String query) {
    this.subject = subject;
    this.namespaces = List.copyOf(namespaces);
    this.query = query;
  }

  @Override
  public List<Lack> open() {
    Watching now = new Watching(namespaces, query);
    watching = now;
    now.thread.start();
    try {
      Map<String, String> refused = now.refused.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return refused.isEmpty()
          ? List.of()
          : lack(String.join(", ", refused.keySet()), refused.values().iterator().next());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lack(String.join(", ", namespaces), "nobody waits for WMI any more");
    } catch (ExecutionException e) {
      return lack(String.join(", ", namespaces), String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      return lack(
          String.join(", ", namespaces),
          "WMI has not answered for " + PATIENCE.toSeconds() + " s: restart it if that goes on");
    }
  }

  private List<Lack> lack(String where, String why) {
    return List.of(
        new Lack(subject + " at once, in " + where, "they are looked for in time: " + why));
  }

  @Override
  public boolean changed() {
    return watching != null && watching.changed.getAndSet(false);
  }

  /** Waits for a turn; not for a WMI that hangs, whose thread ends with the process. */
  @Override
  public void close() {
    if (watching != null) {
      watching.end();
      watching = null;
    }
  }

  /** From one opening to its end. */
  private static final class Watching {
    private final List<String> namespaces;
    private final String query;
    private final Thread thread;
    private final CompletableFuture<Map<String, String>> refused = new CompletableFuture<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Those that tell. Of the thread. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    private record Told(WmiNamespace namespace, WmiEvents events) {
      void close() {
        events.close();
        namespace.close();
      }
    }

    Watching(List<String> namespaces, String query) {
      this.namespaces = namespaces;
      this.query = query;
      this.thread = Thread.ofPlatform().name("ring3-WMI-events").daemon().unstarted(this::run);
    }

    private void run() {
      try {
        refused.complete(askAll());
        long asked = System.nanoTime();
        while (!await()) {
          takeTurns();
          if (System.nanoTime() - asked >= PAUSE.toNanos()) {
            askAll();
            asked = System.nanoTime();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (LinkageError e) {
        refused.completeExceptionally(e);
      } finally {
        told.values().forEach(Told::close);
      }
    }

    /** Whether it is the end; waits only if there is nothing to listen to. */
    private boolean await() throws InterruptedException {
      return told.isEmpty()
          ? ended.await(PAUSE.toSeconds(), TimeUnit.SECONDS)
          : ended.getCount() == 0;
    }

    /** Asks those that do not tell, and returns why they still don't. */
    private Map<String, String> askAll() {
      Map<String, String> reasons = new LinkedHashMap<>();
      for (String name : namespaces) {
        if (!told.containsKey(name)) {
          try {
            told.put(name, ask(name));
          } catch (IOException e) {
            reasons.put(name, String.valueOf(e.getMessage()));
          }
        }
      }
      return reasons;
    }

    private Told ask(String name) throws IOException {
      WmiNamespace namespace = WmiNamespace.open(name);
      try {
        return new Told(namespace, namespace.events(query));
      } catch (IOException e) {
        namespace.close();
        throw e;
      }
    }

    private void takeTurns() {
      for (String name : List.copyOf(told.keySet())) {
        Told one = told.get(name);
        if (one == null || ended.getCount() == 0) {
          return;
        }
        try {
          if (one.events().take(TURN)) {
            changed.set(true);
          }
        } catch (IOException e) {
          changed.set(true); // what it would have told is for others to find
          told.remove(name);
          one.close();
        }
      }
    }

    private void end() {
      ended.countDown();
      try {
        thread.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
