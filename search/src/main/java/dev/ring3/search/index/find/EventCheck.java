package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.LeafEvents;
import dev.ring3.search.query.match.EventMatcher;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Documents whose event, rebuilt, is what a query looks for. For what no term can answer; to be
 * joined with conditions that leave few documents, as each costs some ten microseconds.
 */
final class EventCheck extends Query {
  private static final float COST_OF_REBUILDING = 50_000;

  private final dev.ring3.search.query.Query query;
  private final Deadline deadline;

  EventCheck(dev.ring3.search.query.Query query, Deadline deadline) {
    this.query = query;
    this.deadline = deadline;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        return ConstantScoreScorerSupplier.fromIterator(
            TwoPhaseIterator.asDocIdSetIterator(checking(leaf)),
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

  private TwoPhaseIterator checking(LeafReaderContext leaf) {
    EventMatcher matcher = new EventMatcher(query);
    return new TwoPhaseIterator(DocIdSetIterator.all(leaf.reader().maxDoc())) {
      private @Nullable LeafEvents events;

      @Override
      public boolean matches() throws IOException {
        deadline.check();
        if (events == null) {
          events = new LeafEvents(leaf.reader());
        }
        return matcher.matches(events.event(approximation.docID()));
      }

      @Override
      public float matchCost() {
        return COST_OF_REBUILDING;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return query.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventCheck that && query.equals(that.query);
  }

  @Override
  public int hashCode() {
    return Objects.hash(query);
  }
}
