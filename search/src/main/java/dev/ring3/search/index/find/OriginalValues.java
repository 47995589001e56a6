package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents with a value that, as it was written, meets a criterion. Terms are in lower case, so
 * this looks at doc values; each value is tested once a segment, and only if a document needs it.
 */
final class OriginalValues extends Query {
  private static final float COST_OF_LOOKING_UP = 500;

  private final Name name;
  private final String column;
  private final String start;
  private final Criterion criterion;
  private final Predicate<String> test;
  private final Deadline deadline;

  OriginalValues(Name name, Criterion criterion, Predicate<String> test, Deadline deadline) {
    this.name = name;
    this.criterion = criterion;
    this.test = test;
    this.deadline = deadline;
    switch (name) {
      case Name.OfField field -> {
        this.column = field.field().ecs();
        this.start = "";
      }
      case Name.OfSource source -> {
        this.column = Layout.SOURCE;
        this.start = Layout.sourceTerm(source.name());
      }
    }
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        SortedSetDocValues values = leaf.reader().getSortedSetDocValues(column);
        if (values == null) {
          return null;
        }
        return ConstantScoreScorerSupplier.fromIterator(
            TwoPhaseIterator.asDocIdSetIterator(testing(values)),
            score(),
            mode,
            leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return true;
      }
    };
  }

  private TwoPhaseIterator testing(SortedSetDocValues values) {
    int count = Math.toIntExact(values.getValueCount());
    return new TwoPhaseIterator(values) {
      private final FixedBitSet tested = new FixedBitSet(count);
      private final FixedBitSet met = new FixedBitSet(count);

      @Override
      public boolean matches() throws IOException {
        deadline.check();
        for (int i = values.docValueCount(); i > 0; i--) {
          int ord = (int) values.nextOrd();
          if (!tested.getAndSet(ord) && test(values.lookupOrd(ord).utf8ToString())) {
            met.set(ord);
          }
          if (met.get(ord)) {
            return true;
          }
        }
        return false;
      }

      @Override
      public float matchCost() {
        return COST_OF_LOOKING_UP;
      }
    };
  }

  /** The value behind a source's name, if it is of that name. */
  private boolean test(String value) {
    if (start.isEmpty()) {
      return test.test(value);
    }
    int end = value.indexOf('=') + 1;
    return Fold.lower(value.substring(0, end)).equals(start) && test.test(value.substring(end));
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(column)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String field) {
    return name + " " + criterion;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OriginalValues that
        && name.equals(that.name)
        && criterion.equals(that.criterion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, criterion);
  }
}
