package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.index.mapping.LeafEvents;
import dev.ring3.search.index.mapping.Rest;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Documents with a value too long to be a term that meets one of some criteria: each such is read.
 */
final class LongValues extends Query {
  private static final float COST_OF_READING = 10_000;

  private final Name name;
  private final Term mark;
  private final List<Criterion> criteria;
  private final TermMatcher matcher;
  private final Deadline deadline;

  LongValues(Name name, List<Criterion> criteria, TermMatcher matcher, Deadline deadline) {
    this.name = name;
    this.mark = new Term(Layout.MARKS, Layout.mark(name));
    this.criteria = List.copyOf(criteria);
    this.matcher = matcher;
    this.deadline = deadline;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        Terms terms = leaf.reader().terms(mark.field());
        TermsEnum marks = terms == null ? null : terms.iterator();
        if (marks == null || !marks.seekExact(mark.bytes())) {
          return null;
        }
        PostingsEnum marked = marks.postings(null, PostingsEnum.NONE);
        return ConstantScoreScorerSupplier.fromIterator(
            TwoPhaseIterator.asDocIdSetIterator(reading(marked, leaf.reader().storedFields())),
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

  private TwoPhaseIterator reading(PostingsEnum marked, StoredFields stored) {
    return new TwoPhaseIterator(marked) {
      @Override
      public boolean matches() throws IOException {
        deadline.check();
        BytesRef bytes = LeafEvents.rest(stored, approximation.docID());
        return bytes != null
            && Rest.values(bytes, name).stream()
                .anyMatch(value -> matcher.matches(new BytesRef(Fold.lower(value))));
      }

      @Override
      public float matchCost() {
        return COST_OF_READING;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(mark.field())) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String field) {
    return mark + " " + criteria;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LongValues that
        && name.equals(that.name)
        && criteria.equals(that.criteria);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, criteria);
  }
}
