package dev.ring3.search.forward;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Hands every event on, and every alert to the outputs as well. {@link #accept} is for one thread
 * and never waits: each output has a queue of {@link Sending#QUEUE} alerts. What did not fit is
 * told as {@code agent_loss}, at most each {@link #TELL_EVERY}.
 */
public final class Forwarding implements EventTaker, AutoCloseable {
  static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final EventTaker events;
  private final InstantSource clock;
  private final List<Sending> outputs = new ArrayList<>();
  private Instant tellNext;
  private long told;

  /**
   * Opens the outputs.
   *
   * @param addresses as {@link AlertOutput#open} takes them
   * @param events takes every event, alerts too
   * @throws IllegalArgumentException if an address names no output
   */
  public Forwarding(
      List<String> addresses, String version, InstantSource clock, EventTaker events) {
    this.events = events;
    this.clock = clock;
    this.tellNext = clock.instant();
    List<AlertOutput> opened =
        addresses.stream().map(address -> AlertOutput.open(address, version)).toList();
    for (int i = 0; i < opened.size(); i++) {
      outputs.add(new Sending(withoutSecrets(addresses.get(i)), opened.get(i)));
    }
  }

  private static String withoutSecrets(String address) {
    return address.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "");
  }

  @Override
  public void accept(Event event) {
    events.accept(event);
    if (event.type() == EventType.ALERT) {
      outputs.forEach(output -> output.offer(event));
    }
    tellLoss();
  }

  @Override
  public Consumer<Event> begin(Event early) {
    return events.begin(early);
  }

  private void tellLoss() {
    long lost = outputs.stream().mapToLong(Sending::lost).sum();
    if (lost == told) {
      return;
    }
    Instant now = clock.instant();
    if (now.isBefore(tellNext)) {
      return;
    }
    tellNext = now.plus(TELL_EVERY);
    events.accept(
        Event.of(EventType.AGENT_LOSS, now)
            .set(Field.EVENT_PROVIDER, "ring3")
            .set(Field.EVENT_MODULE, "ring3")
            .set(
                Field.MESSAGE,
                String.format(
                    Locale.ROOT,
                    "%d alerts could not be sent: %s",
                    lost - told,
                    String.join("; ", problems())))
            .build());
    told = lost;
  }

  /** Why outputs do not take alerts now; none if all do. From any thread. */
  public List<String> problems() {
    return outputs.stream().flatMap(output -> output.problem().stream()).toList();
  }

  /** Sends what waits, for at most {@link Sending#LAST} each, and closes the outputs. */
  @Override
  public void close() {
    outputs.forEach(Sending::end);
    outputs.forEach(Sending::await);
  }
}
