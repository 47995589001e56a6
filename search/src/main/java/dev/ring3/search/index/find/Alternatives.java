package dev.ring3.search.index.find;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * The parts of which one has to hold, sorted by how they are best answered: what asks the same
 * dictionary or the same long values is asked at once. Rules list hundreds of texts for one field.
 */
final class Alternatives {
  private final Map<String, List<BytesRef>> terms = new LinkedHashMap<>();
  private final Map<Name, List<Criterion>> texts = new LinkedHashMap<>();
  private final Map<Name, List<Query>> prose = new LinkedHashMap<>();
  private final List<Query> anywhere = new ArrayList<>();
  private final List<Query> others = new ArrayList<>();

  Alternatives(List<Query> any) {
    for (Query part : any) {
      switch (part) {
        case Query.AnyValue whole -> anywhere.add(whole);
        case Query.Compare whole -> anywhere.add(whole);
        case Query.Match match -> add(match);
        case Query other -> others.add(other);
      }
    }
  }

  private void add(Query.Match match) {
    Optional<Term> term = LuceneQueries.exactTerm(match);
    if (term.isPresent()) {
      terms
          .computeIfAbsent(term.orElseThrow().field(), _f -> new ArrayList<>())
          .add(term.orElseThrow().bytes());
    } else if (LuceneQueries.isCheckedProse(match)) {
      prose.computeIfAbsent(match.name(), _n -> new ArrayList<>()).add(match);
    } else if (LuceneQueries.isScanned(match)) {
      texts.computeIfAbsent(match.name(), _n -> new ArrayList<>()).add(match.criterion());
    } else {
      others.add(match);
    }
  }

  /** Exact terms by Lucene field. */
  Map<String, List<BytesRef>> terms() {
    return terms;
  }

  /** What the terms and long values of a name are looked through for. */
  Map<Name, List<Criterion>> texts() {
    return texts;
  }

  /** What the whole texts of a prose field are looked through for. */
  Map<Name, List<Query>> prose() {
    return prose;
  }

  /** What needs the whole event. */
  List<Query> anywhere() {
    return anywhere;
  }

  /** The rest, each by itself. */
  List<Query> others() {
    return others;
  }
}
