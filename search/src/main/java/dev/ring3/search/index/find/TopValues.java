package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits by the values of one name; upper and lower case are one value. Exact: a hit counts
 * once for each of its values.
 *
 * <p>Memory: 4 bytes per distinct value of the segment that is counted, and 40 per distinct value
 * of the hits, of which there can be {@link ValueCounts#MOST}.
 */
public final class TopValues extends SimpleCollector {
  private final Name name;
  private final boolean isNumber;
  private final List<SortedSetDocValues> segments = new ArrayList<>();
  private final ValueCounts counts = new ValueCounts();
  private SortedNumericDocValues numbers = DocValues.emptySortedNumeric();
  private SortedSetDocValues values = DocValues.emptySortedSet();

  /** The same where no event of the segment has two values; null else. */
  private @Nullable SortedDocValues single;

  private long firstOrd;
  private int[] ords = new int[0];
  private long[][] ranges = new long[0][];
  private long[] own = new long[4];
  private final BytesRef folded = new BytesRef();
  private long hits;

  /** A value as most hits write it. */
  public record Counted(String value, long count) {}

  /**
   * @param name of text or numbers; prose and dates have no doc values to count
   */
  public TopValues(Name name) {
    this.name = name;
    this.isNumber =
        name instanceof Name.OfField field
            && switch (field.field().type()) {
              case LONG -> true;
              case KEYWORD, TEXT, IP, BOOLEAN -> false;
              case PROSE, DATE ->
                  throw new IllegalArgumentException(name + " has no values to count");
            };
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
    switch (name) {
      case Name.OfSource source -> startSource(leaf, source);
      case Name.OfField field -> {
        if (isNumber) {
          numbers = DocValues.getSortedNumeric(leaf.reader(), field.field().ecs());
        } else {
          values = DocValues.getSortedSet(leaf.reader(), field.field().ecs());
          single = DocValues.unwrapSingleton(values);
          start(new long[][] {{0, values.getValueCount()}});
        }
      }
    }
  }

  /** A source name can have several spellings, each with its own stretch of ordinals. */
  private void startSource(LeafReaderContext leaf, Name.OfSource source) throws IOException {
    values = DocValues.getSortedSet(leaf.reader(), Layout.SOURCE);
    List<long[]> stretches = new ArrayList<>();
    for (String spelling : SourceNames.of(values)) {
      if (Fold.lower(spelling).equals(source.name())) {
        stretches.add(SourceNames.range(values, spelling));
      }
    }
    start(stretches.toArray(long[][]::new));
  }

  /** Starts counting the ordinals of some stretches, each from and until. */
  private void start(long[][] stretches) {
    ranges = stretches;
    long end = stretches.length == 0 ? 0 : stretches[stretches.length - 1][1];
    firstOrd = stretches.length == 0 ? 0 : stretches[0][0];
    ords = new int[Math.toIntExact(end - firstOrd)];
  }

  @Override
  public void collect(int document) throws IOException {
    if (isNumber) {
      if (numbers.advanceExact(document)) {
        hits++;
        counts.add(numbers.nextValue(), 1, -1, -1);
      }
    } else if (single != null) {
      if (single.advanceExact(document)) {
        ords[single.ordValue()]++;
        hits++;
      }
    } else if (values.advanceExact(document)) {
      int found = 0;
      for (int i = values.docValueCount(); i > 0; i--) {
        long ord = values.nextOrd();
        if (isWanted(ord)) {
          own = ArrayUtil.grow(own, found + 1);
          own[found++] = ord;
        }
      }
      count(found);
    }
  }

  private boolean isWanted(long ord) {
    for (long[] range : ranges) {
      if (range[0] <= ord && ord < range[1]) {
        return true;
      }
    }
    return false;
  }

  /** Counts the values of one hit; two spellings of one value once. */
  private void count(int found) throws IOException {
    for (int i = 0; i < found; i++) {
      boolean again = false;
      for (int before = 0; before < i && !again; before++) {
        again = Fold.lower(value(values, own[before])).equals(Fold.lower(value(values, own[i])));
      }
      if (!again) {
        ords[(int) (own[i] - firstOrd)]++;
      }
    }
    hits += found > 0 ? 1 : 0;
  }

  @Override
  public void finish() throws IOException {
    if (isNumber) {
      return;
    }
    int segment = segments.size();
    segments.add(values);
    for (int i = 0; i < ords.length; i++) {
      if (ords[i] > 0) {
        long ord = firstOrd + i;
        counts.add(hash(ord), ords[i], segment, ord);
      }
    }
    ords = new int[0];
  }

  private String value(SortedSetDocValues of, long ord) throws IOException {
    String text = of.lookupOrd(ord).utf8ToString();
    return switch (name) {
      case Name.OfField _field -> text;
      case Name.OfSource _source -> text.substring(text.indexOf('=') + 1);
    };
  }

  /** The hash of a value in lower case, without making texts of it where it is ASCII. */
  private long hash(long ord) throws IOException {
    BytesRef bytes = values.lookupOrd(ord);
    int start = bytes.offset;
    int end = bytes.offset + bytes.length;
    if (name instanceof Name.OfSource) {
      while (bytes.bytes[start++] != '=') {}
    }
    folded.bytes = ArrayUtil.growNoCopy(folded.bytes, end - start);
    folded.length = end - start;
    for (int i = start; i < end; i++) {
      byte b = bytes.bytes[i];
      if (b < 0) {
        return StringHelper.murmurhash3_x64_128(new BytesRef(Fold.lower(value(values, ord))))[0];
      }
      folded.bytes[i - start] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
    return StringHelper.murmurhash3_x64_128(folded)[0];
  }

  /** Hits that have any value. */
  public long hits() {
    return hits;
  }

  /** Distinct values among the hits. */
  public int distinct() {
    return counts.size();
  }

  /** The most frequent values, or the rarest, first. */
  public List<Counted> top(int most, boolean rarest) throws IOException {
    Comparator<ValueCounts.Entry> order = Comparator.comparingLong(ValueCounts.Entry::count);
    order = (rarest ? order.reversed() : order).thenComparingLong(ValueCounts.Entry::key);
    PriorityQueue<ValueCounts.Entry> best = new PriorityQueue<>(order);
    counts.forEach(
        entry -> {
          best.add(entry);
          if (best.size() > most) {
            best.remove();
          }
        });
    List<Counted> top = new ArrayList<>();
    while (!best.isEmpty()) {
      ValueCounts.Entry entry = best.remove();
      String text =
          isNumber ? Long.toString(entry.key()) : value(segments.get(entry.segment()), entry.ord());
      top.addFirst(new Counted(text, entry.count()));
    }
    return top;
  }

  @Override
  public void setScorer(Scorable scorer) {}

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
