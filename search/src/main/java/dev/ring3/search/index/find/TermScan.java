package dev.ring3.search.index.find;

import dev.ring3.search.query.Criterion;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** Documents with a term that starts so and whose remainder meets a criterion. */
final class TermScan extends MultiTermQuery {
  private static final int TERMS_BETWEEN_CHECKS = 4096;

  private final String start;
  private final List<Criterion> criteria;
  private final TermMatcher matcher;
  private final Deadline deadline;

  /** Lucene asks for it often, and there can be hundreds of criteria. */
  private final int hash;

  /**
   * @param start how the terms start, such as {@code name=}; not shown to the matcher
   * @param criteria of which one has to be met
   * @param matcher tells whether one is
   */
  TermScan(
      String field,
      String start,
      List<Criterion> criteria,
      TermMatcher matcher,
      Deadline deadline) {
    super(field, CONSTANT_SCORE_BLENDED_REWRITE);
    this.start = start;
    this.criteria = List.copyOf(criteria);
    this.matcher = matcher;
    this.deadline = deadline;
    this.hash = Objects.hash(super.hashCode(), start, criteria);
  }

  @Override
  protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes)
      throws java.io.IOException {
    return new Matching(terms.iterator(), start, matcher, deadline);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(field)) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public String toString(String ofField) {
    return field + ":" + start + criteria;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TermScan that
        && super.equals(other)
        && start.equals(that.start)
        && criteria.equals(that.criteria);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The terms that match, in order. */
  static final class Matching extends FilteredTermsEnum {
    private final BytesRef bound;
    private final int skipped;
    private final TermMatcher matcher;
    private final Deadline deadline;
    private final BytesRef remainder = new BytesRef();
    private int seen;

    Matching(TermsEnum terms, String start, TermMatcher matcher, Deadline deadline) {
      super(terms);
      BytesRef first = new BytesRef(start);
      this.skipped = first.length;
      BytesRef prefix = matcher.prefix();
      byte[] both = new byte[first.length + prefix.length];
      System.arraycopy(first.bytes, first.offset, both, 0, first.length);
      System.arraycopy(prefix.bytes, prefix.offset, both, first.length, prefix.length);
      this.bound = new BytesRef(both);
      this.matcher = matcher;
      this.deadline = deadline;
      setInitialSeekTerm(bound);
    }

    @Override
    protected AcceptStatus accept(BytesRef term) {
      if (++seen % TERMS_BETWEEN_CHECKS == 0) {
        deadline.check();
      }
      if (!StringHelper.startsWith(term, bound)) {
        return AcceptStatus.END;
      }
      remainder.bytes = term.bytes;
      remainder.offset = term.offset + skipped;
      remainder.length = term.length - skipped;
      return matcher.matches(remainder) ? AcceptStatus.YES : AcceptStatus.NO;
    }
  }
}
