package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.index.mapping.RestReader;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.match.value.ValueTest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
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
import org.jspecify.annotations.Nullable;

/**
 * Documents with a value too long to be a term that meets one of some criteria: each such is read.
 */
final class LongValues extends Query {
  private static final float COST_OF_READING = 10_000;

  private final Name name;
  private final Term mark;
  private final List<Criterion> criteria;
  private final List<Predicate<String>> tests;
  private final LongTexts texts;
  private final Deadline deadline;

  LongValues(Name name, List<Criterion> criteria, LongTexts texts, Deadline deadline) {
    this.name = name;
    this.mark = new Term(Layout.MARKS, Layout.mark(name));
    this.criteria = List.copyOf(criteria);
    this.tests = this.criteria.stream().map(ValueTest::ofFolded).toList();
    this.texts = texts;
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
            TwoPhaseIterator.asDocIdSetIterator(reading(marked, leaf)),
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

  private TwoPhaseIterator reading(PostingsEnum marked, LeafReaderContext leaf) throws IOException {
    RestReader rests = new RestReader(leaf.reader());
    return new TwoPhaseIterator(marked) {
      @Override
      public boolean matches() throws IOException {
        deadline.check();
        for (String text : texts.of(leaf.id(), rests, approximation.docID(), name)) {
          if (meets(text)) {
            return true;
          }
        }
        return false;
      }

      @Override
      public float matchCost() {
        return COST_OF_READING;
      }
    };
  }

  private boolean meets(String text) {
    for (Predicate<String> test : tests) {
      if (test.test(text)) {
        return true;
      }
    }
    return false;
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
