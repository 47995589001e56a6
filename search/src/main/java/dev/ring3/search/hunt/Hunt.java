package dev.ring3.search.hunt;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.index.EventIndex;
import dev.ring3.search.index.EventRef;
import dev.ring3.search.index.Order;
import dev.ring3.search.index.Position;
import dev.ring3.search.index.Row;
import dev.ring3.search.index.Snapshot;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.index.ValueTable;
import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryException;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.query.SourceRenames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the cases. Each call sees what is committed when it starts.
 *
 * <p>Each call ends within the time limit, except {@link #forEach}, which may run as long as it has
 * hits to hand on.
 */
public final class Hunt {
  /** Hits of the largest page. */
  public static final int MAX_PAGE = 10_000;

  /** Buckets of the finest histogram. */
  public static final int MAX_BUCKETS = 1_000;

  /** Time for one question where nobody chose another. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final HuntScope LIVE = HuntScope.of(LiveReaders.NAME);

  private static final Duration UNHURRIED = Duration.ofDays(1);

  private final EventIndex index;
  private final Aliases aliases;
  private final SourceRenames renames;
  private final QueryParser parser;
  private final Duration limit;

  /**
   * @param clock says what {@code now} is in queries
   * @param limit time that one question may take
   */
  public Hunt(
      EventIndex index,
      Aliases aliases,
      SourceRenames renames,
      InstantSource clock,
      Duration limit) {
    this.index = Objects.requireNonNull(index);
    this.aliases = Objects.requireNonNull(aliases);
    this.renames = Objects.requireNonNull(renames);
    this.parser = new QueryParser(clock);
    this.limit = Objects.requireNonNull(limit);
  }

  /** Over cases as Ring3 fills them, with {@link #LIMIT} for each question. */
  public static Hunt over(EventIndex index, InstantSource clock) {
    return new Hunt(index, Aliases.load(), new WindowsRenames(), clock, LIMIT);
  }

  /** Exactly how many hits there are. */
  public long count(HuntRequest request) {
    return over(request.scope(), limit, in -> in.count(query(request, in)));
  }

  /**
   * A page of hits.
   *
   * @param cursor from another page of the same request; null for the first page
   * @param size 1 to {@link #MAX_PAGE}
   * @throws CursorException if the cursor is not of such a page
   */
  public HuntPage page(HuntRequest request, @Nullable String cursor, int size) {
    if (size < 1 || size > MAX_PAGE) {
      throw new IllegalArgumentException("page of " + size + ", 1 to " + MAX_PAGE + " can be had");
    }
    return over(request.scope(), limit, in -> page(request, cursor, size, in));
  }

  private HuntPage page(HuntRequest request, @Nullable String text, int size, Snapshot in) {
    Query query = query(request, in);
    Order order = request.order();
    Cursor cursor = text == null ? null : Cursor.read(text, order);
    boolean backwards = cursor != null && cursor.backwards();
    Position after = cursor == null ? null : position(cursor, in);
    List<Row> rows = in.page(query, order, after, backwards, size + 1);
    boolean more = rows.size() > size;
    rows = more ? rows.subList(0, size) : rows;
    rows = backwards ? rows.reversed() : rows;
    boolean hasNext = backwards || more;
    boolean hasPrevious = backwards ? more : cursor != null;
    return new HuntPage(
        rows,
        hasNext && !rows.isEmpty() ? Cursor.write(false, order, rows.getLast()) : null,
        hasPrevious && !rows.isEmpty() ? Cursor.write(true, order, rows.getFirst()) : null,
        in.unreadable());
  }

  private static Position position(Cursor cursor, Snapshot in) {
    if (!cursor.cut()) {
      return cursor.position();
    }
    Event event =
        in.find(cursor.ref())
            .orElseThrow(
                () -> new CursorException("the page's event is gone: start from the first page"))
            .event();
    String least =
        event.texts(cursor.order().field()).stream().min(Comparator.naturalOrder()).orElseThrow();
    return new Position(least, cursor.position().key(), cursor.position().home());
  }

  /**
   * Hands on the hits in order, in bounded memory however many there are.
   *
   * @param most hits to hand on; {@link Long#MAX_VALUE} for all
   * @return how many there were
   */
  public long forEach(HuntRequest request, long most, Consumer<Row> action) {
    return over(
        request.scope(),
        UNHURRIED,
        in -> in.forEach(query(request, in), request.order(), most, action));
  }

  /**
   * The key of the event that came in last among the live ones: where {@link #arrived} can start.
   *
   * @throws dev.ring3.search.index.CaseException if there are no live events
   */
  public long newestLive() {
    return over(LIVE, limit, Snapshot::newestKey);
  }

  /**
   * What came in of the live events since, in the order in which it came. An event that is
   * completed comes in again, under its key.
   *
   * @param query in the hunt language; blank for everything
   * @param after the key of the last event that is known
   * @param most hits; of more, the last ones
   */
  public Arrivals arrived(String query, long after, int most) {
    return over(
        LIVE,
        limit,
        in -> {
          long until = in.newestKey();
          return until <= after
              ? new Arrivals(List.of(), after)
              : new Arrivals(in.arrived(parser.parse(query, names(in)), after, until, most), until);
        });
  }

  /** One event; nothing if it, or its case, is not there (any more). */
  public Optional<Row> find(EventRef ref) {
    return index.names().contains(ref.caseName())
        ? over(HuntScope.of(ref.caseName()), limit, in -> in.find(ref))
        : Optional.empty();
  }

  /**
   * What happened around an event.
   *
   * @param request which events; its own time range counts as well
   * @param window time before and after
   * @param each events of either side, 1 to {@link #MAX_PAGE}
   */
  public Optional<Surroundings> around(
      EventRef ref, HuntRequest request, Duration window, int each) {
    Optional<Row> found = find(ref);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.orElseThrow();
    Instant time = row.event().time();
    TimeRange near = new TimeRange(time.minus(window), time.plus(window).plusNanos(1));
    Order order = new Order(Field.TIMESTAMP, false);
    return over(
        request.scope(),
        limit,
        in -> {
          Query query = Query.and(List.of(query(request, in), within(near)));
          List<Row> before = in.page(query, order, row.position(), true, each);
          List<Row> after = in.page(query, order, row.position(), false, each);
          return Optional.of(new Surroundings(before.reversed(), row, after));
        });
  }

  /**
   * Hits by time, from the first to the last hit or over the request's range where it is closed, in
   * buckets of a round width.
   *
   * @param most buckets, 1 to {@link #MAX_BUCKETS}
   */
  public Histogram histogram(HuntRequest request, int most) {
    if (most < 1 || most > MAX_BUCKETS) {
      throw new IllegalArgumentException(most + " buckets, 1 to " + MAX_BUCKETS + " can be had");
    }
    return over(
        request.scope(),
        limit,
        in -> {
          Query query = query(request, in);
          Optional<long[]> edges = edges(request.range(), query, in);
          if (edges.isEmpty()) {
            return new Histogram(Instant.EPOCH, Duration.ofSeconds(1), List.of());
          }
          long first = edges.orElseThrow()[0];
          long last = edges.orElseThrow()[1];
          long width = Intervals.width(first, last, most);
          Instant start =
              Instant.EPOCH.plus(Duration.ofNanos(width).multipliedBy(Math.floorDiv(first, width)));
          Duration wide = Duration.ofNanos(width);
          int buckets = (int) Intervals.buckets(first, last, width);
          long[] counts = in.histogram(query, start, wide, buckets);
          return new Histogram(start, wide, Arrays.stream(counts).boxed().toList());
        });
  }

  /** The first and last nanosecond to show: of the range where it has ends, else of the hits. */
  private static Optional<long[]> edges(TimeRange range, Query query, Snapshot in) {
    boolean hasStart = !range.from().equals(Instant.MIN);
    boolean hasEnd = !range.until().equals(Instant.MAX);
    return in.edges(query)
        .map(
            hits ->
                new long[] {
                  hasStart ? nanos(range.from()) : hits[0],
                  hasEnd ? nanos(range.until()) - 1 : hits[1]
                });
  }

  private static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
  }

  /**
   * The most frequent or rarest values of fields among the hits.
   *
   * @param fields names as in a query; an alias of several fields stands for the first
   * @param most values of each
   * @throws QueryException if a name is unknown or has no values to count (dates, sentences)
   */
  public List<Facet> facets(HuntRequest request, List<String> fields, int most, boolean rarest) {
    return over(
        request.scope(),
        limit,
        in -> {
          Names names = names(in);
          List<Name> wanted = fields.stream().map(field -> countable(field, names)).toList();
          List<ValueTable> tables = in.values(query(request, in), wanted, most, rarest);
          return java.util.stream.IntStream.range(0, fields.size())
              .mapToObj(i -> facet(fields.get(i), tables.get(i)))
              .toList();
        });
  }

  private static Facet facet(String field, ValueTable table) {
    return new Facet(field, table.entries(), table.distinct(), table.hits());
  }

  private static Name countable(String field, Names names) {
    Name name = names.require(field).getFirst().name();
    if (name instanceof Name.OfField of
        && (of.field().type() == FieldType.DATE || of.field().type() == FieldType.PROSE)) {
      throw new QueryException(
          1, field + " has no values to count", "choose a field that is no date and no sentence");
    }
    return name;
  }

  /** Names that hold what was typed, the likeliest first. */
  public List<NameCompletion> completeName(HuntScope scope, String typed, int most) {
    return over(scope, limit, in -> Completions.names(aliases, in.sourceNames(), typed, most));
  }

  /** Values of a field that start with what was typed; none for numbers, dates and sentences. */
  public List<ValueTable.Entry> completeValue(
      HuntScope scope, String field, String typed, int most) {
    return over(
        scope,
        limit,
        in ->
            byValue(
                    Names.orCalled(names(in).places(field)).stream()
                        .map(Names.Place::name)
                        .filter(Hunt::isText)
                        .flatMap(name -> in.complete(name, typed, most).stream()))
                .sorted(Comparator.comparingLong(ValueTable.Entry::count).reversed())
                .limit(most)
                .toList());
  }

  private static Stream<ValueTable.Entry> byValue(Stream<ValueTable.Entry> entries) {
    Map<String, Long> counts = new LinkedHashMap<>();
    entries.forEach(entry -> counts.merge(entry.value(), entry.count(), Long::sum));
    return counts.entrySet().stream()
        .map(entry -> new ValueTable.Entry(entry.getKey(), entry.getValue()));
  }

  private static boolean isText(Name name) {
    return switch (name) {
      case Name.OfSource _source -> true;
      case Name.OfField field ->
          switch (field.field().type()) {
            case KEYWORD, TEXT, IP, BOOLEAN -> true;
            case LONG, DATE, PROSE -> false;
          };
    };
  }

  /** What names stand for among the events of a scope; for columns and links. */
  public Names names(HuntScope scope) {
    return over(scope, limit, this::names);
  }

  private Names names(Snapshot in) {
    return new Names(aliases, renames, in.sourceNames());
  }

  private Query query(HuntRequest request, Snapshot in) {
    Query query = parser.parse(request.query(), names(in));
    return request.range().equals(TimeRange.ALL)
        ? query
        : Query.and(List.of(query, within(request.range())));
  }

  private static Query within(TimeRange range) {
    return new Query.Match(
        new Name.OfField(Field.TIMESTAMP), new Criterion.Times(range.from(), range.until()));
  }

  private <T> T over(HuntScope scope, Duration time, Function<Snapshot, T> question) {
    try (Snapshot snapshot =
        switch (scope) {
          case HuntScope.AllCases _all -> index.openAll(time);
          case HuntScope.SomeCases some -> index.open(some.names(), time);
        }) {
      return question.apply(snapshot);
    }
  }
}
