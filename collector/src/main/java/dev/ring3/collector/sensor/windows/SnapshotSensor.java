package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Ability;
import dev.ring3.collector.sensor.Ability.Lack;
import dev.ring3.collector.sensor.Comparison;
import dev.ring3.collector.sensor.Comparison.Difference;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.Lane;
import dev.ring3.collector.sensor.Message;
import dev.ring3.collector.sensor.Sensor;
import dev.ring3.collector.sensor.windows.watch.Wake;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares inventories with how they were. At the start all that is there is told as state; from
 * then on what differs is told as events.
 */
public final class SnapshotSensor implements Sensor {
  private final Subject subject;
  private final Clock clock;
  private final HostFacts facts;
  private final Pace pace;
  private final List<Comparison> comparisons;
  private final Wake wake;
  private final Supplier<Set<String>> denied;
  private final Set<String> failing = new HashSet<>();
  private boolean first = true;
  private boolean woken;
  private @Nullable Lane lane;

  /**
   * What a sensor is about.
   *
   * @param name identifies it
   * @param title what people call it
   * @param sees one plain sentence
   * @param every how often it looks, at most
   * @param inventories what it compares
   */
  public record Subject(
      String name, String title, String sees, Duration every, List<Inventory> inventories) {
    public Subject {
      inventories = List.copyOf(inventories);
    }
  }

  /** Looks at the subject in its own time. */
  public SnapshotSensor(Subject subject, Clock clock, String host) {
    this(subject, Wake.NEVER, Set::of, clock, host);
  }

  /**
   * @param wake says when to look before the time
   * @param denied names what could not be read the last time
   */
  public SnapshotSensor(
      Subject subject, Wake wake, Supplier<Set<String>> denied, Clock clock, String host) {
    this.subject = subject;
    this.wake = wake;
    this.denied = denied;
    this.clock = clock;
    this.facts = new HostFacts(subject.name(), host);
    this.pace = new Pace(subject.every(), System::nanoTime);
    this.comparisons = subject.inventories().stream().map(Comparison::new).toList();
  }

  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public String title() {
    return subject.title();
  }

  /** Looks at all of it once. */
  @Override
  public Ability probe() {
    Ability ability = look(subject.inventories().stream().map(Comparison::new).toList());
    try {
      return ability.works() ? lacking(ability, wake.open()) : ability;
    } finally {
      wake.close();
    }
  }

  private static Ability lacking(Ability ability, List<Lack> more) {
    List<Lack> lacks = new ArrayList<>(ability.lacks());
    lacks.addAll(more);
    return new Ability(ability.works(), ability.detail(), lacks);
  }

  private Ability look(List<Comparison> all) {
    List<Lack> lacks = new ArrayList<>();
    for (Comparison comparison : all) {
      try {
        comparison.look();
      } catch (IOException e) {
        lacks.add(new Lack(comparison.inventory().name(), String.valueOf(e.getMessage())));
      }
    }
    boolean works = lacks.size() < all.size();
    Set<String> unread = denied.get();
    if (!unread.isEmpty()) {
      String example = new TreeSet<>(unread).getFirst();
      lacks.add(
          new Lack(
              unread.size() + " places that this user may not read, such as " + example,
              "run as administrator"));
    }
    return new Ability(works, works ? subject.sees() : "None of it can be looked at.", lacks);
  }

  @Override
  public Ability start(Lane lane) throws IOException {
    Ability ability = look(comparisons);
    if (!ability.works()) {
      throw new IOException(ability.lacks().getFirst().remedy());
    }
    this.lane = lane;
    return lacking(ability, wake.open());
  }

  @Override
  public void decode(Message message, Findings findings) {}

  @Override
  public void tick(Findings findings) {
    if (first) {
      first = false;
      comparisons.forEach(comparison -> tellState(comparison, findings));
      wake.refresh();
      return;
    }
    woken |= wake.changed();
    if (pace.isDue() || (woken && pace.isRested())) {
      woken = false;
      pace.run(() -> compare(findings));
      wake.refresh();
    }
  }

  private void tellState(Comparison comparison, Findings findings) {
    Instant time = clock.instant();
    for (Item item : comparison.items()) {
      findings.record(facts.state(time, "log_record", values(comparison.inventory(), item)));
    }
  }

  private void compare(Findings findings) {
    for (Comparison comparison : comparisons) {
      String name = comparison.inventory().name();
      try {
        for (Difference difference : comparison.look()) {
          findings.record(
              facts.event(
                  clock.instant(),
                  difference.action(),
                  changed(comparison.inventory(), difference)));
        }
        failing.remove(name);
      } catch (IOException e) {
        if (failing.add(name) && lane != null) {
          lane.lost(name + " can't be looked at: " + e.getMessage(), 1);
        }
      }
    }
  }

  private static Map<String, String> values(Inventory inventory, Item item) {
    Map<String, String> values = new LinkedHashMap<>(item.values());
    values.put("windows.inventory", inventory.name());
    return values;
  }

  private static Map<String, String> changed(Inventory inventory, Difference difference) {
    Map<String, String> values = values(inventory, difference.item());
    values.put("windows.change", difference.change().name().toLowerCase(Locale.ROOT));
    return values;
  }

  @Override
  public void stop() {
    wake.close();
  }
}
