package dev.ring3.search.index.find;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The hits of a query as one bit per document, to go over them many times without searching again.
 * For the reader that they were gathered from.
 */
public final class GatheredHits extends Query {
  private final Map<Object, FixedBitSet> hits;
  private final long count;

  private GatheredHits(Map<Object, FixedBitSet> hits, long count) {
    this.hits = hits;
    this.count = count;
  }

  /** Searches once. */
  public static GatheredHits of(Query query, IndexSearcher searcher) throws IOException {
    Gatherer gatherer = new Gatherer();
    searcher.search(query, new OneCollector<>(gatherer));
    return new GatheredHits(gatherer.hits, gatherer.count);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  private static final class Gatherer extends SimpleCollector {
    private final Map<Object, FixedBitSet> hits = new HashMap<>();
    private FixedBitSet current = new FixedBitSet(0);
    private long count;

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
      current = new FixedBitSet(leaf.reader().maxDoc());
      hits.put(leaf.id(), current);
    }

    @Override
    public void collect(int document) {
      current.set(document);
      count++;
    }

    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        FixedBitSet bits = hits.get(leaf.id());
        if (bits == null) {
          return null;
        }
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(bits, bits.approximateCardinality()),
            score(),
            mode,
            leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return count + " hits";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
