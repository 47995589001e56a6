package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Completes a value that someone has begun to type. */
public final class ValuePrefix {
  /** Values looked at; of more, those that come first in the alphabet. */
  public static final int CANDIDATES = 2_000;

  private final String field;
  private final String start;

  /**
   * @param name of text
   */
  public ValuePrefix(Name name) {
    switch (name) {
      case Name.OfSource source -> {
        field = Layout.SOURCE;
        start = Layout.sourceTerm(source.name());
      }
      case Name.OfField of -> {
        field = of.field().ecs();
        start = "";
      }
    }
  }

  private static final class Candidate {
    private final LeafReaderContext leaf;
    private final int document;
    private long count;

    Candidate(LeafReaderContext leaf, int document) {
      this.leaf = leaf;
      this.document = document;
    }

    long count() {
      return count;
    }
  }

  /** The values that start so, without regard to case, the most frequent first. */
  public List<TopValues.Counted> complete(IndexReader reader, String typed, int most)
      throws IOException {
    String folded = Fold.lower(typed);
    BytesRef prefix = new BytesRef(start + folded);
    Map<BytesRef, Candidate> candidates = new HashMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      gather(leaf, prefix, candidates);
    }
    List<Map.Entry<BytesRef, Candidate>> best =
        candidates.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<BytesRef, Candidate> entry) -> -entry.getValue().count())
                    .thenComparing(Map.Entry::getKey))
            .limit(most)
            .toList();
    List<TopValues.Counted> values = new ArrayList<>();
    for (Map.Entry<BytesRef, Candidate> entry : best) {
      values.add(new TopValues.Counted(spelling(entry), entry.getValue().count()));
    }
    return values;
  }

  private void gather(LeafReaderContext leaf, BytesRef prefix, Map<BytesRef, Candidate> candidates)
      throws IOException {
    Terms terms = leaf.reader().terms(Layout.folded(field));
    if (terms == null) {
      return;
    }
    TermsEnum values = terms.iterator();
    boolean more = values.seekCeil(prefix) != TermsEnum.SeekStatus.END;
    PostingsEnum first = null;
    for (int seen = 0; more && seen < CANDIDATES; seen++) {
      if (!StringHelper.startsWith(values.term(), prefix)) {
        return;
      }
      Candidate candidate = candidates.get(values.term());
      if (candidate == null) {
        first = values.postings(first, PostingsEnum.NONE);
        candidate = new Candidate(leaf, first.nextDoc());
        candidates.put(BytesRef.deepCopyOf(values.term()), candidate);
      }
      candidate.count += values.docFreq();
      more = values.next() != null;
    }
  }

  /** The value as the first event with it writes it. */
  private String spelling(Map.Entry<BytesRef, Candidate> entry) throws IOException {
    String folded = entry.getKey().utf8ToString();
    Candidate candidate = entry.getValue();
    SortedSetDocValues values = DocValues.getSortedSet(candidate.leaf.reader(), field);
    if (values.advanceExact(candidate.document)) {
      for (int i = values.docValueCount(); i > 0; i--) {
        String value = values.lookupOrd(values.nextOrd()).utf8ToString();
        if (Fold.lower(value).equals(folded)) {
          return start.isEmpty() ? value : value.substring(value.indexOf('=') + 1);
        }
      }
    }
    return folded.substring(start.length());
  }
}
