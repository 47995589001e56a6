package dev.ring3.search.index;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.search.index.find.Deadline;
import dev.ring3.search.index.find.FieldTerms;
import dev.ring3.search.index.find.GatheredHits;
import dev.ring3.search.index.find.LongTexts;
import dev.ring3.search.index.find.LuceneQueries;
import dev.ring3.search.index.find.OneCollector;
import dev.ring3.search.index.find.SearchLimitException;
import dev.ring3.search.index.find.TimeBuckets;
import dev.ring3.search.index.find.TimeEdges;
import dev.ring3.search.index.find.TimeWindow;
import dev.ring3.search.index.find.TopValues;
import dev.ring3.search.index.find.ValuePrefix;
import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.index.mapping.LeafEvents;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;

/**
 * The committed events of some cases at one moment, to be searched as if they were one. For one
 * thread; whoever opens it closes it.
 *
 * <p>Every method can throw {@link SearchLimitException} when the time that the snapshot was opened
 * with is over, and {@link CaseException} when a case turns out to be damaged.
 */
public final class Snapshot implements AutoCloseable {
  /** Hits that are sorted at once while all are gone through. */
  private static final int BATCH = 50_000;

  /** Events that are in memory at once while all are gone through. */
  private static final int CHUNK = 500;

  static {
    // A setting of the whole process: Lucene's own 1,024 are fewer than a query may have.
    IndexSearcher.setMaxClauseCount(LuceneQueries.MAX_CLAUSES);
  }

  private final List<Part> parts;
  private final List<CaseStatus.Unreadable> unreadable;
  private final SourceNameCache names;
  private final Deadline deadline;
  private final IndexReader reader;
  private final IndexSearcher searcher;

  /** The query whose hits were gathered last. */
  private @Nullable Query gatheredFor;

  private @Nullable GatheredHits gathered;

  private LongTexts longTexts = new LongTexts(0);

  /** A reader of a case, or of a part of it; the snapshot holds a reference. */
  record Part(String caseName, DirectoryReader reader) {}

  Snapshot(
      List<Part> parts,
      List<CaseStatus.Unreadable> unreadable,
      SourceNameCache names,
      Duration limit) {
    this.parts = List.copyOf(parts);
    this.unreadable = List.copyOf(unreadable);
    this.names = names;
    this.deadline = new Deadline(limit);
    this.reader = together(this.parts);
    this.searcher = new IndexSearcher(reader);
    this.searcher.setTimeout(deadline);
  }

  private static IndexReader together(List<Part> parts) {
    if (parts.size() == 1) {
      return parts.getFirst().reader();
    }
    try {
      return new MultiReader(parts.stream().map(Part::reader).toArray(IndexReader[]::new), false);
    } catch (IOException e) {
      throw new CaseException("too many events for one search: choose fewer cases", e);
    }
  }

  /** What Lucene does, with its exceptions. */
  private interface Search<T> {
    T run() throws IOException;
  }

  private <T> T search(Search<T> search) {
    try {
      T found = search.run();
      if (searcher.timedOut()) {
        deadline.check();
      }
      return found;
    } catch (IndexSearcher.TooManyClauses e) {
      throw new SearchLimitException("too many conditions: split the query in several");
    } catch (IOException e) {
      throw new CaseException(
          "cannot read "
              + String.join(", ", cases())
              + ": "
              + e.getMessage()
              + ": if it stays so, delete the case and import its files again",
          e);
    }
  }

  /** What is searched, in order. */
  public List<String> cases() {
    return parts.stream().map(Part::caseName).distinct().toList();
  }

  LiveStatus status(long bytes) {
    return search(
        () -> new LiveStatus(events(), bytes, TimeEdge.first(reader), TimeEdge.last(reader)));
  }

  /** Cases that were asked for and could not be read. */
  public List<CaseStatus.Unreadable> unreadable() {
    return unreadable;
  }

  /** Events, whatever the query. */
  public long events() {
    return reader.numDocs();
  }

  /** Every source name of the events, in full, without regard to case. */
  public SortedSet<String> sourceNames() {
    return search(() -> names.of(reader));
  }

  /**
   * Makes many queries on long values fast, which otherwise each read them from disk.
   *
   * @param bytes of heap that may hold values until the snapshot is closed
   */
  public void keepLongValues(long bytes) {
    longTexts = new LongTexts(bytes);
  }

  /** Exactly how many events match. */
  public long count(Query query) {
    return search(
        () ->
            gathered != null && query.equals(gatheredFor)
                ? gathered.count()
                : (long) searcher.count(compile(query)));
  }

  /**
   * The next hits in an order.
   *
   * @param after the hit before the first one; null to start
   * @param backwards in the reverse order, so that {@code after} is the hit that follows them
   */
  public List<Row> page(
      Query query, Order order, @Nullable Position after, boolean backwards, int size) {
    return search(
        () -> {
          boolean isCheap = LuceneQueries.isCheap(query);
          org.apache.lucene.search.Query hits = isCheap ? compile(query) : gather(query);
          return rows(Arrays.asList(top(hits, order, backwards, Sorting.after(after), size)));
        });
  }

  private ScoreDoc[] top(
      org.apache.lucene.search.Query query,
      Order order,
      boolean backwards,
      @Nullable FieldDoc after,
      int size)
      throws IOException {
    Sort sort = Sorting.of(order, backwards);
    boolean descending = order.descending() != backwards;
    ScoreDoc[] hits =
        order.field() == Field.TIMESTAMP
            ? new TimeWindow(searcher, query, sort, descending, size).top(after)
            : searcher.search(query, new TopFieldCollectorManager(sort, size, after, 1)).scoreDocs;
    if (searcher.timedOut()) {
      deadline.check();
    }
    return hits;
  }

  /**
   * Hands on every hit in an order. Memory: one bit per event of the snapshot and a few tens of
   * megabytes, however many hits there are.
   *
   * @return how many there were
   */
  public long forEach(Query query, Order order, long limit, Consumer<Row> action) {
    return forEach(query, order, limit, BATCH, action);
  }

  /**
   * @param most hits that are sorted at once
   */
  long forEach(Query query, Order order, long limit, int most, Consumer<Row> action) {
    return search(
        () -> {
          GatheredHits hits = gather(query);
          long done = 0;
          FieldDoc after = null;
          while (done < limit) {
            int size = (int) Math.min(most, limit - done);
            List<ScoreDoc> batch = Arrays.asList(top(hits, order, false, after, size));
            for (int start = 0; start < batch.size(); start += CHUNK) {
              deadline.check();
              int end = Math.min(start + CHUNK, batch.size());
              rows(batch.subList(start, end)).forEach(action);
            }
            done += batch.size();
            if (batch.size() < size) {
              return done;
            }
            after = Sorting.after(Sorting.position((FieldDoc) batch.getLast()));
          }
          return done;
        });
  }

  /** Loads events, which is done in the order of the index, and returns them in theirs. */
  private List<Row> rows(List<ScoreDoc> hits) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    @Nullable Row[] rows = new Row[hits.size()];
    int[] byDocument =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> hits.get(i).doc))
            .mapToInt(Integer::intValue)
            .toArray();
    int leaf = -1;
    LeafEvents events = null;
    for (int at : byDocument) {
      FieldDoc hit = (FieldDoc) hits.get(at);
      int of = ReaderUtil.subIndex(hit.doc, leaves);
      if (events == null || of != leaf) {
        leaf = of;
        events = new LeafEvents(leaves.get(of).reader());
      }
      Position position = Sorting.position(hit);
      Event event = events.event(hit.doc - leaves.get(of).docBase);
      rows[at] = new Row(new EventRef(caseOf(hit.doc), position.key()), event, position);
    }
    return Arrays.stream(rows).map(Objects::requireNonNull).toList();
  }

  private String caseOf(int document) {
    int start = 0;
    for (Part part : parts) {
      start += part.reader().maxDoc();
      if (document < start) {
        return part.caseName();
      }
    }
    throw new IllegalArgumentException("no document " + document);
  }

  /** The greatest key of an event that is in; 0 if there is none. */
  public long newestKey() {
    return search(
        () -> {
          Sort byKey = new Sort(new SortField(Layout.KEY, SortField.Type.LONG, true));
          ScoreDoc[] newest = searcher.search(MatchAllDocsQuery.INSTANCE, 1, byKey).scoreDocs;
          return newest.length == 0 ? 0L : (Long) ((FieldDoc) newest[0]).fields[0];
        });
  }

  /**
   * The hits among the events that came in, or were completed, between two keys, in the order in
   * which they came.
   *
   * @param after the key before the first
   * @param until the last key
   * @param most hits: the last ones of them
   */
  public List<Row> arrived(Query query, long after, long until, int most) {
    return search(
        () -> {
          BooleanQuery.Builder both = new BooleanQuery.Builder();
          both.add(compile(query), Occur.FILTER);
          both.add(came(after + 1, until), Occur.FILTER);
          Sort byKey = new Sort(new SortField(Layout.KEY, SortField.Type.LONG, true));
          ScoreDoc[] last = searcher.search(both.build(), most, byKey).scoreDocs;
          List<Row> rows = new ArrayList<>();
          for (int i = last.length - 1; i >= 0; i--) {
            LeafReaderContext leaf =
                reader.leaves().get(ReaderUtil.subIndex(last[i].doc, reader.leaves()));
            Event event = new LeafEvents(leaf.reader()).event(last[i].doc - leaf.docBase);
            long key = (Long) ((FieldDoc) last[i]).fields[0];
            rows.add(
                new Row(new EventRef(caseOf(last[i].doc), key), event, new Position(null, key, 0)));
          }
          return rows;
        });
  }

  private static org.apache.lucene.search.Query came(long from, long until) {
    return new BooleanQuery.Builder()
        .add(NumericDocValuesField.newSlowRangeQuery(Layout.KEY, from, until), Occur.SHOULD)
        .add(NumericDocValuesField.newSlowRangeQuery(Layout.COMPLETED, from, until), Occur.SHOULD)
        .build();
  }

  /** One event, placed by {@link Order#NEWEST_FIRST}; nothing if it is not there (any more). */
  public Optional<Row> find(EventRef ref) {
    return search(
        () -> {
          for (Part part : parts) {
            if (part.caseName().equals(ref.caseName())) {
              Optional<Row> found = find(part.reader(), ref);
              if (found.isPresent()) {
                return found;
              }
            }
          }
          return Optional.empty();
        });
  }

  private static Optional<Row> find(IndexReader of, EventRef ref) throws IOException {
    Sort sort = Sorting.of(Order.NEWEST_FIRST, false);
    ScoreDoc[] hits =
        new IndexSearcher(of)
            .search(NumericDocValuesField.newSlowExactQuery(Layout.KEY, ref.key()), 1, sort)
            .scoreDocs;
    if (hits.length == 0) {
      return Optional.empty();
    }
    LeafReaderContext leaf = of.leaves().get(ReaderUtil.subIndex(hits[0].doc, of.leaves()));
    Event event = new LeafEvents(leaf.reader()).event(hits[0].doc - leaf.docBase);
    return Optional.of(new Row(ref, event, Sorting.position((FieldDoc) hits[0])));
  }

  /** The times of the earliest and the latest hit, in nanoseconds since 1970; nothing without. */
  public Optional<long[]> edges(Query query) {
    return search(
        () -> searcher.search(gather(query), new OneCollector<>(new TimeEdges())).edges());
  }

  /** Hits per stretch of time: so many of {@code width} each, from {@code start}. */
  public long[] histogram(Query query, Instant start, Duration width, int buckets) {
    return search(
        () ->
            searcher
                .search(
                    gather(query),
                    new OneCollector<>(
                        new TimeBuckets(Layout.nanos(start), width.toNanos(), buckets)))
                .counts());
  }

  /** Searches once for what is asked several times. */
  private GatheredHits gather(Query query) throws IOException {
    if (gathered == null || !query.equals(gatheredFor)) {
      gathered = GatheredHits.of(compile(query), searcher);
      if (searcher.timedOut()) {
        deadline.check();
      }
      gatheredFor = query;
    }
    return gathered;
  }

  /**
   * The most frequent or rarest values of some names among the hits.
   *
   * @param names of text or numbers
   */
  public List<ValueTable> values(Query query, List<Name> names, int most, boolean rarest) {
    return search(
        () -> {
          List<TopValues> counters = names.stream().map(TopValues::new).toList();
          if (!counters.isEmpty()) {
            Collector all = MultiCollector.wrap(Collections.unmodifiableList(counters));
            searcher.search(gather(query), new OneCollector<>(all));
          }
          List<ValueTable> tables = new ArrayList<>();
          for (int i = 0; i < counters.size(); i++) {
            tables.add(table(names.get(i), counters.get(i), most, rarest));
          }
          return tables;
        });
  }

  private static ValueTable table(Name name, TopValues counted, int most, boolean rarest)
      throws IOException {
    List<ValueTable.Entry> top =
        counted.top(most, rarest).stream()
            .map(each -> new ValueTable.Entry(each.value(), each.count()))
            .toList();
    return new ValueTable(name, top, counted.distinct(), counted.hits());
  }

  /** Values of a name of text that start so, the most frequent first; of all events. */
  public List<ValueTable.Entry> complete(Name name, String typed, int most) {
    return search(
        () ->
            new ValuePrefix(name)
                .complete(reader, typed, most).stream()
                    .map(each -> new ValueTable.Entry(each.value(), each.count()))
                    .toList());
  }

  /**
   * Hands on the values of a field of text or addresses in lower case, one at least once, as far as
   * they are terms; see {@link Layout#LONG_VALUE}. Takes as long as there are values, however many
   * events there are.
   */
  public void terms(Field field, Consumer<String> action) {
    search(
        () -> {
          FieldTerms.forEach(reader, field, deadline, action);
          return true;
        });
  }

  private org.apache.lucene.search.Query compile(Query query) throws IOException {
    return new LuceneQueries(reader, longTexts, deadline).compile(query);
  }

  @Override
  public void close() {
    for (Part part : parts) {
      try {
        part.reader().decRef();
      } catch (IOException e) {
        throw new CaseException("cannot close case " + part.caseName() + ": " + e.getMessage(), e);
      }
    }
  }
}
