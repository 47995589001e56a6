package dev.ring3.search.detect.correlate;

import dev.ring3.collector.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs correlations over the hits of their rules. Safe for any thread. */
public final class Correlator {
  private final CorrelationPlan plan;
  private final Lateness lateness;
  private final Limits limits;

  /** Hits that wait for earlier ones; equal times in the order in which they came. */
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Waiting each) -> each.hit().time())
              .thenComparingLong(Waiting::number));

  /** Open windows by the time at which they are over. */
  private final PriorityQueue<Closing> closings =
      new PriorityQueue<>(
          Comparator.comparing(Closing::at)
              .thenComparingInt(Closing::node)
              .thenComparingLong(Closing::number));

  /** The groups of each node by their values in lower case, the one that hit last at the end. */
  private final List<Map<List<String>, Group>> groups = new ArrayList<>();

  private @Nullable Instant processed;
  private long number;
  private long entries;
  private long late;
  private long forgotten;
  private long ungrouped;

  private record Waiting(Hit hit, long number) {}

  private record Closing(Instant at, int node, long number, List<String> key, Group group) {}

  /**
   * What is remembered.
   *
   * @param groups of one correlation
   * @param entries of all groups together
   */
  public record Limits(int groups, int entries) {
    /** Some 30 MB at most with the hits that wait, as a collection has a small heap. */
    public static final Limits LIVE = new Limits(20_000, 40_000);

    /** Some 160 MB at most with the hits that wait, for imports and what is indexed. */
    public static final Limits USUAL = new Limits(50_000, 250_000);
  }

  /**
   * Hits that could not play their part.
   *
   * @param late came after later ones had been looked at
   * @param forgotten went before their time, as there were too many
   * @param ungrouped lacked a value of {@code group-by}
   */
  public record Counts(long late, long forgotten, long ungrouped) {}

  public Correlator(CorrelationPlan plan, Lateness lateness, Limits limits) {
    this.plan = plan;
    this.lateness = lateness;
    this.limits = limits;
    plan.nodes().forEach(_node -> groups.add(new LinkedHashMap<>()));
  }

  public CorrelationPlan plan() {
    return plan;
  }

  public synchronized Counts counts() {
    return new Counts(late, forgotten, ungrouped);
  }

  /**
   * Takes a hit. It is looked at when the time has come, see {@link #advance}.
   *
   * @param rule its place in {@link CorrelationPlan#rules}
   * @param found takes what correlations find, while this call runs
   */
  public synchronized void add(int rule, Event event, Consumer<Match> found) {
    wait(Hit.of(plan.sources().get(rule), event));
    while (waiting.size() > lateness.hits()) {
      process(waiting.remove().hit(), found);
    }
  }

  void wait(Hit hit) {
    if (processed != null && hit.time().isBefore(processed)) {
      late++;
    } else {
      waiting.add(new Waiting(hit, number++));
    }
  }

  /**
   * Looks at hits that need not wait any longer, and at windows that are over.
   *
   * @param now the time that events have reached
   */
  public synchronized void advance(Instant now, Consumer<Match> found) {
    while (!waiting.isEmpty() && isReached(waiting.element().hit().time(), now)) {
      process(waiting.remove().hit(), found);
    }
    while (!closings.isEmpty() && Tally.isOver(closings.element().at(), now, lateness.time())) {
      close(closings.remove(), found);
    }
  }

  private boolean isReached(Instant time, Instant now) {
    return Duration.between(time, now).compareTo(lateness.time()) >= 0;
  }

  /** Looks at all that waits, as no more hits come. */
  public synchronized void finish(Consumer<Match> found) {
    while (!waiting.isEmpty()) {
      process(waiting.remove().hit(), found);
    }
    while (!closings.isEmpty()) {
      close(closings.remove(), found);
    }
  }

  private void process(Hit hit, Consumer<Match> found) {
    while (!closings.isEmpty() && closings.element().at().isBefore(hit.time())) {
      close(closings.remove(), found);
    }
    processed = hit.time();
    for (Feed feed : hit.source().feeds()) {
      take(hit, feed, found);
    }
  }

  private void take(Occurrence occurrence, Feed feed, Consumer<Match> found) {
    Node node = plan.nodes().get(feed.node());
    Optional<List<String>> values = node.group(occurrence, feed.input());
    if (values.isEmpty()) {
      ungrouped++;
      return;
    }
    Optional<List<String>> measured = node.measured(occurrence, feed.input());
    if (measured.isEmpty()) {
      return;
    }
    Entry entry =
        new Entry(
            occurrence.time(),
            occurrence.start(),
            feed.input(),
            measured.orElseThrow(),
            occurrence.events(),
            occurrence.last());
    if (!node.correlation().type().needsNumber(node.correlation().percentile())
        || entry.number().isPresent()) {
      Group group = group(feed.node(), values.orElseThrow());
      remember(feed.node(), group, entry);
      group.found().ifPresent(match -> tell(node, match, found));
    }
  }

  /** The group of those values, now the one that hit last. */
  private Group group(int node, List<String> values) {
    Map<List<String>, Group> all = groups.get(node);
    List<String> key = Tally.Distinct.folded(values);
    Group known = all.remove(key);
    if (known == null && all.size() >= limits.groups()) {
      forgetEldest(all);
    }
    Group group = known == null ? new Group(plan.nodes().get(node), values) : known;
    all.put(key, group);
    return group;
  }

  private void remember(int node, Group group, Entry entry) {
    int before = group.entries().size();
    long dropped = group.dropped();
    boolean wasOpen = group.opened().isPresent();
    group.add(entry);
    entries += group.entries().size() - before;
    forgotten += group.dropped() - dropped;
    if (!wasOpen && group.opened().isPresent()) {
      open(node, group);
    }
    expire(groups.get(node), entry.time());
    while (entries > limits.entries()) {
      groups.forEach(all -> expire(all, entry.time()));
      makeRoom();
    }
  }

  private void open(int node, Group group) {
    closings.add(
        new Closing(group.closes(), node, number++, Tally.Distinct.folded(group.values()), group));
  }

  private void expire(Map<List<String>, Group> all, Instant now) {
    Iterator<Group> eldest = all.values().iterator();
    while (eldest.hasNext()) {
      Group group = eldest.next();
      if (!group.isOver(now)) {
        return;
      }
      entries -= group.entries().size();
      eldest.remove();
    }
  }

  /** Forgets the group that hit longest ago. */
  private void makeRoom() {
    groups.stream()
        .filter(all -> !all.isEmpty())
        .min(Comparator.comparing(all -> all.values().iterator().next().entries().getLast().time()))
        .ifPresent(this::forgetEldest);
  }

  private void forgetEldest(Map<List<String>, Group> all) {
    Iterator<Group> eldest = all.values().iterator();
    Group group = eldest.next();
    entries -= group.entries().size();
    forgotten += group.entries().size();
    eldest.remove();
  }

  private void close(Closing closing, Consumer<Match> found) {
    if (groups.get(closing.node()).get(closing.key()) == closing.group()) {
      groups.get(closing.node()).remove(closing.key());
      entries -= closing.group().entries().size();
      closing
          .group()
          .close()
          .ifPresent(match -> tell(plan.nodes().get(closing.node()), match, found));
    }
  }

  private void tell(Node node, Match match, Consumer<Match> found) {
    if (match.isFirst() && node.isRaising()) {
      found.accept(match);
    }
    for (Feed feed : node.feeds()) {
      if (match.isFirst() || feed.isTemporal()) {
        take(match, feed, found);
      }
    }
  }

  /** Everything that is remembered, to be given to {@link #restore}. */
  public synchronized byte[] state() {
    StateWriter writer = new StateWriter(plan);
    writer.processed(processed);
    writer.hits(waiting.stream().sorted(waiting.comparator()).map(Waiting::hit).toList());
    for (int node = 0; node < groups.size(); node++) {
      writer.groups(node, groups.get(node).values());
    }
    return writer.bytes();
  }

  /**
   * Goes on where another correlator was; what it remembered of correlations that are not the same
   * here is left. To be called before anything else.
   *
   * @throws StateException if the bytes are not what {@link #state} gave
   */
  public synchronized void restore(byte[] state) {
    StateReader reader = new StateReader(plan, state);
    processed = reader.processed().orElse(null);
    reader.hits(this::wait);
    reader.groups(
        (node, group) -> {
          groups.get(node).put(Tally.Distinct.folded(group.values()), group);
          entries += group.entries().size();
          if (group.opened().isPresent()) {
            open(node, group);
          }
        });
  }
}
