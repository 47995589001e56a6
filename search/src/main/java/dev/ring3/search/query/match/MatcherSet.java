package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.value.PieceCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Many queries, matched at once. Immutable but for its counters, and safe for any thread.
 *
 * <p>Queries are known by their number, which is their place in the list that the set was made of.
 */
public final class MatcherSet {
  /** One test in so many is timed. */
  private static final int TIMED = 64;

  private final Slots slots = new Slots();
  private final Test[] tests;
  private final Bucket general;
  private final Field[] keys;
  private final List<Map<String, Bucket>> buckets = new ArrayList<>();
  private final Meter[] meters;

  /** What the tests of one query have taken. */
  private static final class Meter {
    private final LongAdder tests = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
  }

  /**
   * What one query has cost so far.
   *
   * @param tests events on which it was tested in full
   * @param hits events that it matched
   * @param nanos time of all tests, reckoned from one in 64 of them
   */
  public record Cost(long tests, long hits, long nanos) {}

  /** Compiles the queries. */
  public MatcherSet(List<Query> queries) {
    Tests compiler = new Tests(slots);
    this.tests = queries.stream().map(compiler::compile).toArray(Test[]::new);
    this.meters =
        IntStream.range(0, tests.length).mapToObj(_i -> new Meter()).toArray(Meter[]::new);
    PieceCounts pieces = new PieceCounts();
    Bucket.Builder anywhere = new Bucket.Builder(slots, pieces);
    Map<Field, Map<String, Bucket.Builder>> building = new EnumMap<>(Field.class);
    for (int number = 0; number < tests.length; number++) {
      Query query = queries.get(number);
      Optional<Cover> cover = Cover.of(query);
      for (Bucket.Builder bucket : bucketsOf(query, building, anywhere, pieces)) {
        if (cover.isPresent()) {
          bucket.add(number, cover.orElseThrow());
        } else {
          bucket.addAlways(number);
        }
      }
    }
    this.general = anywhere.build();
    this.keys = building.keySet().toArray(Field[]::new);
    building
        .values()
        .forEach(
            byValue -> {
              Map<String, Bucket> built = new HashMap<>();
              byValue.forEach((value, bucket) -> built.put(value, bucket.build()));
              buckets.add(built);
            });
  }

  private List<Bucket.Builder> bucketsOf(
      Query query,
      Map<Field, Map<String, Bucket.Builder>> building,
      Bucket.Builder anywhere,
      PieceCounts pieces) {
    Optional<Bucketing> bucketing = Bucketing.of(query);
    if (bucketing.isEmpty()) {
      return List.of(anywhere);
    }
    Map<String, Bucket.Builder> ofField =
        building.computeIfAbsent(bucketing.orElseThrow().field(), _f -> new HashMap<>());
    List<Bucket.Builder> chosen = new ArrayList<>();
    for (String value : bucketing.orElseThrow().values()) {
      chosen.add(ofField.computeIfAbsent(value, _v -> new Bucket.Builder(slots, pieces)));
    }
    return chosen;
  }

  /** How many queries there are. */
  public int size() {
    return tests.length;
  }

  /** What a query has cost so far, over all sessions. */
  public Cost cost(int number) {
    Meter meter = meters[number];
    long timed = meter.timed.sum();
    long all = meter.tests.sum();
    long nanos = timed == 0 ? 0 : Math.round((double) meter.nanos.sum() / timed * all);
    return new Cost(all, meter.hits.sum(), nanos);
  }

  /** Starts matching on one thread. */
  public Session session() {
    return new Session();
  }

  /** What is remembered while events are matched, one at a time. For one thread. */
  public final class Session {
    private final SourcePlaces sourcePlaces = new SourcePlaces(slots);
    private final Recent recent = new Recent();
    private final Kind.Kinds kinds = new Kind.Kinds(slots);
    private final List<Bucket> chosen = new ArrayList<>();
    private final RecentSeries series = new RecentSeries();
    private final BitSet candidates = new BitSet(tests.length);
    private int turn;

    private Session() {}

    /** Hands on the number of each query that the event matches, in ascending order. */
    public void match(Event event, IntConsumer matched) {
      Series of = series.goOn(event, recent, this::begin);
      candidates.clear();
      of.candidates(candidates);
      for (int number = candidates.nextSetBit(0);
          number >= 0;
          number = candidates.nextSetBit(number + 1)) {
        if (test(number, of.values())) {
          matched.accept(number);
        }
      }
    }

    private Series begin(Event event) {
      int[] places = sourcePlaces.of(event.shape());
      EventValues values = new EventValues(slots);
      boolean canGoOn = values.fill(event, places);
      return new Series(event, places, values, canGoOn, kind(values), keys, recent);
    }

    private Kind kind(EventValues values) {
      chosen.clear();
      chosen.add(general);
      for (int i = 0; i < keys.length; i++) {
        String[] key = values.folded(Slots.of(keys[i]));
        Bucket bucket = key.length == 0 ? null : buckets.get(i).get(key[0]);
        if (bucket != null) {
          chosen.add(bucket);
        }
      }
      return kinds.of(chosen);
    }

    private boolean test(int number, EventValues values) {
      Meter meter = meters[number];
      meter.tests.increment();
      boolean isTimed = ++turn % TIMED == 0;
      long start = isTimed ? System.nanoTime() : 0;
      boolean holds = tests[number].holds(values);
      if (isTimed) {
        meter.nanos.add(System.nanoTime() - start);
        meter.timed.increment();
      }
      if (holds) {
        meter.hits.increment();
      }
      return holds;
    }
  }
}
