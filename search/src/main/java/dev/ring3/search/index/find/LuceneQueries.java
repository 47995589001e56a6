package dev.ring3.search.index.find;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.index.mapping.Layout;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryParser;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.match.value.ValueTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Compiles the query tree for one reader. */
public final class LuceneQueries {
  /**
   * Conditions of one Lucene query. Those of the hunt language, of which there are at most {@link
   * QueryParser#MAX_CLAUSES}, can become several each; those of a rule one for each place.
   */
  public static final int MAX_CLAUSES = 50 * QueryParser.MAX_CLAUSES;

  /** Words that one wildcard within a phrase may stand for. */
  public static final int MAX_WORDS = 4_096;

  private final IndexReader reader;
  private final LongTexts longTexts;
  private final Deadline deadline;

  public LuceneQueries(IndexReader reader, LongTexts longTexts, Deadline deadline) {
    this.reader = Objects.requireNonNull(reader);
    this.longTexts = Objects.requireNonNull(longTexts);
    this.deadline = Objects.requireNonNull(deadline);
  }

  /**
   * The Lucene query that finds the same events.
   *
   * @throws SearchLimitException if a wildcard within a phrase stands for too many words
   */
  public org.apache.lucene.search.Query compile(Query query) throws IOException {
    return switch (query) {
      case Query.All _all -> MatchAllDocsQuery.INSTANCE;
      case Query.And and -> and(and.all());
      case Query.Or or -> or(or.any());
      case Query.Not not ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(compile(not.query()), Occur.MUST_NOT)
              .build();
      case Query.Match match -> match(match.name(), match.criterion());
      case Query.Exists exists -> exists(exists.name());
      case Query.Words words -> words(words.phrase());
      case Query.AnyValue any -> new EventCheck(any, deadline);
      case Query.Compare compare -> new EventCheck(compare, deadline);
    };
  }

  /** Prose has its words in a field of its own, the rest of the free text in one together. */
  private org.apache.lucene.search.Query words(Criterion.Phrase phrase) throws IOException {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    either.add(phrase(Layout.WORDS, phrase), Occur.SHOULD);
    for (Field field : Field.values()) {
      if (field.type() == FieldType.PROSE) {
        either.add(phrase(field.ecs(), phrase), Occur.SHOULD);
      }
    }
    return either.build();
  }

  /** Whether a query can be run several times at little cost: it goes through no dictionary. */
  public static boolean isCheap(Query query) {
    return switch (query) {
      case Query.All _all -> true;
      case Query.And and -> and.all().stream().allMatch(LuceneQueries::isCheap);
      case Query.Or or -> or.any().stream().allMatch(LuceneQueries::isCheap);
      case Query.Not not -> isCheap(not.query());
      case Query.Match match ->
          isCheap(match.criterion())
              || (isPoint(match.name()) && !ValueTest.isOnWholeText(match.criterion()));
      case Query.Exists exists -> exists.name() instanceof Name.OfField;
      case Query.Words words -> isCheap(words.phrase());
      case Query.AnyValue _any -> false;
      case Query.Compare _compare -> false;
    };
  }

  private static boolean isPoint(Name name) {
    return name instanceof Name.OfField field
        && (field.field().type() == FieldType.LONG || field.field().type() == FieldType.DATE);
  }

  private static boolean isCheap(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> text.pattern().exact().isPresent();
      case Criterion.Phrase phrase ->
          phrase.words().stream().allMatch(word -> word.exact().isPresent());
      case Criterion.Times _times -> true;
      case Criterion.CasedText _cased -> false;
      case Criterion.Search _search -> false;
      case Criterion.TimePart _part -> false;
      case Criterion.Regex _regex -> false;
      case Criterion.Numbers _numbers -> false;
      case Criterion.Addresses _addresses -> false;
      case Criterion.TextRange _range -> false;
    };
  }

  private org.apache.lucene.search.Query and(List<Query> all) throws IOException {
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    for (Query part : all) {
      if (part instanceof Query.Not not) {
        both.add(compile(not.query()), Occur.MUST_NOT);
      } else {
        both.add(compile(part), Occur.FILTER);
      }
    }
    return both.build();
  }

  private org.apache.lucene.search.Query or(List<Query> any) throws IOException {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    Alternatives parts = new Alternatives(any);
    for (Query other : parts.others()) {
      either.add(compile(other), Occur.SHOULD);
    }
    for (Map.Entry<Name, List<Criterion>> texts : parts.texts().entrySet()) {
      either.add(texts(texts.getKey(), texts.getValue()), Occur.SHOULD);
    }
    parts
        .prose()
        .forEach((name, whole) -> either.add(checked(marked(name), Query.or(whole)), Occur.SHOULD));
    if (!parts.anywhere().isEmpty()) {
      either.add(new EventCheck(Query.or(parts.anywhere()), deadline), Occur.SHOULD);
    }
    parts
        .terms()
        .forEach((field, values) -> either.add(new TermInSetQuery(field, values), Occur.SHOULD));
    return new ConstantScoreQuery(either.build());
  }

  /** Whether the whole text of a prose field is looked at, which only the event has. */
  static boolean isCheckedProse(Query.Match match) {
    return match.name() instanceof Name.OfField field
        && field.field().type() == FieldType.PROSE
        && !(match.criterion() instanceof Criterion.Phrase)
        && ValueTest.isOnWholeText(match.criterion());
  }

  /** Whether the dictionary of the name is gone through. */
  static boolean isScanned(Query.Match match) {
    boolean onText =
        switch (match.name()) {
          case Name.OfSource _source -> true;
          case Name.OfField field ->
              isText(field.field())
                  && !(field.field().type() == FieldType.IP
                      && match.criterion() instanceof Criterion.Addresses);
        };
    return onText
        && !ValueTest.isAsWritten(match.criterion())
        && TermMatcher.of(match.criterion()).isPresent();
  }

  static Optional<Term> exactTerm(Query.Match match) {
    if (!(match.criterion() instanceof Criterion.Text text)) {
      return Optional.empty();
    }
    return text.pattern().exact().flatMap(value -> term(match.name(), value));
  }

  private static Optional<Term> term(Name name, String value) {
    if (value.length() > Layout.LONG_VALUE) {
      return Optional.empty();
    }
    return switch (name) {
      case Name.OfSource source -> {
        String term = Layout.sourceTerm(source.name()) + value;
        yield Layout.isTerm(source.name(), term.length())
            ? Optional.of(new Term(Layout.folded(Layout.SOURCE), term))
            : Optional.empty();
      }
      case Name.OfField field ->
          isText(field.field())
              ? Optional.of(new Term(Layout.folded(field.field().ecs()), value))
              : Optional.empty();
    };
  }

  private static boolean isText(Field field) {
    return switch (field.type()) {
      case KEYWORD, TEXT, IP, BOOLEAN -> true;
      case LONG, DATE, PROSE -> false;
    };
  }

  private org.apache.lucene.search.Query match(Name name, Criterion criterion) throws IOException {
    return switch (name) {
      case Name.OfSource _source ->
          ValueTest.isAsWritten(criterion) ? asWritten(name, criterion) : text(name, criterion);
      case Name.OfField field -> matchField(name, field.field(), criterion);
    };
  }

  private org.apache.lucene.search.Query asWritten(Name name, Criterion criterion) {
    return new ConstantScoreQuery(
        new BooleanQuery.Builder()
            .add(
                new OriginalValues(name, criterion, ValueTest.of(criterion), deadline),
                Occur.SHOULD)
            .add(checked(marked(name), new Query.Match(name, criterion)), Occur.SHOULD)
            .build());
  }

  private static org.apache.lucene.search.Query marked(Name name) {
    return new TermQuery(new Term(Layout.MARKS, Layout.mark(name)));
  }

  /** Those of some documents whose event is what the query looks for. */
  private org.apache.lucene.search.Query checked(
      org.apache.lucene.search.Query among, Query query) {
    return new BooleanQuery.Builder()
        .add(among, Occur.FILTER)
        .add(new EventCheck(query, deadline), Occur.FILTER)
        .build();
  }

  private org.apache.lucene.search.Query matchField(Name name, Field field, Criterion criterion)
      throws IOException {
    return switch (field.type()) {
      case KEYWORD, TEXT, BOOLEAN, IP -> {
        if (ValueTest.isAsWritten(criterion)) {
          yield asWritten(name, criterion);
        }
        yield field.type() == FieldType.IP && criterion instanceof Criterion.Addresses range
            ? InetAddressPoint.newRangeQuery(Layout.address(field), range.from(), range.to())
            : text(name, criterion);
      }
      case PROSE -> {
        if (criterion instanceof Criterion.Phrase phrase) {
          yield phrase(field.ecs(), phrase);
        }
        yield ValueTest.isOnWholeText(criterion)
            ? checked(marked(name), new Query.Match(name, criterion))
            : new MatchNoDocsQuery("text or words only");
      }
      case LONG -> {
        if (criterion instanceof Criterion.Numbers range) {
          yield LongField.newRangeQuery(field.ecs(), range.from(), range.to());
        }
        yield ValueTest.isOnWholeText(criterion)
            ? checked(new FieldExistsQuery(field.ecs()), new Query.Match(name, criterion))
            : new MatchNoDocsQuery("numbers or text only");
      }
      case DATE ->
          switch (criterion) {
            case Criterion.Times times -> times(field, times);
            case Criterion.TimePart part ->
                checked(new FieldExistsQuery(field.ecs()), new Query.Match(name, part));
            case Criterion _other -> new MatchNoDocsQuery("times only");
          };
    };
  }

  /** Documents of a time span. */
  public static org.apache.lucene.search.Query times(Field field, Criterion.Times times) {
    long from = Layout.nanos(times.from());
    long until = Layout.nanos(times.until());
    boolean open = until == Long.MAX_VALUE;
    return LongField.newRangeQuery(field.ecs(), from, open ? until : until - 1);
  }

  private org.apache.lucene.search.Query text(Name name, Criterion criterion) throws IOException {
    Optional<Term> term = exactTerm(new Query.Match(name, criterion));
    return term.isPresent()
        ? new ConstantScoreQuery(new TermQuery(term.orElseThrow()))
        : texts(name, List.of(criterion));
  }

  /**
   * Documents with a value that meets one of the criteria: terms and long values looked through.
   */
  private org.apache.lucene.search.Query texts(Name name, List<Criterion> criteria)
      throws IOException {
    Optional<TermMatcher> matcher = TermMatcher.any(criteria);
    if (matcher.isEmpty()) {
      return new MatchNoDocsQuery("not on text");
    }
    TermMatcher matches = matcher.orElseThrow();
    org.apache.lucene.search.Query terms =
        switch (name) {
          case Name.OfSource source ->
              new TermScan(
                  Layout.folded(Layout.SOURCE),
                  Layout.sourceTerm(source.name()),
                  criteria,
                  matches,
                  deadline);
          case Name.OfField field ->
              new TermScan(Layout.folded(field.field().ecs()), "", criteria, matches, deadline);
        };
    Term mark = new Term(Layout.MARKS, Layout.mark(name));
    if (reader.docFreq(mark) == 0) {
      return terms;
    }
    return new ConstantScoreQuery(
        new BooleanQuery.Builder()
            .add(terms, Occur.SHOULD)
            .add(new LongValues(name, criteria, longTexts, deadline), Occur.SHOULD)
            .build());
  }

  private org.apache.lucene.search.Query exists(Name name) {
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    Criterion any = new Criterion.Text(TextPattern.of("*"));
    switch (name) {
      case Name.OfSource source ->
          either.add(
              new TermScan(
                  Layout.folded(Layout.SOURCE),
                  Layout.sourceTerm(source.name()),
                  List.of(any),
                  _v -> true,
                  deadline),
              Occur.SHOULD);
      case Name.OfField field -> {
        if (field.field().type() != FieldType.PROSE) {
          either.add(new FieldExistsQuery(field.field().ecs()), Occur.SHOULD);
        }
      }
    }
    either.add(new TermQuery(new Term(Layout.MARKS, Layout.mark(name))), Occur.SHOULD);
    return new ConstantScoreQuery(either.build());
  }

  private org.apache.lucene.search.Query phrase(String field, Criterion.Phrase phrase)
      throws IOException {
    List<TextPattern> words = phrase.words();
    if (words.size() == 1) {
      TextPattern word = words.getFirst();
      return word.exact().isPresent()
          ? new ConstantScoreQuery(new TermQuery(new Term(field, word.exact().orElseThrow())))
          : new TermScan(field, "", List.of(new Criterion.Text(word)), new Glob(word), deadline);
    }
    MultiPhraseQuery.Builder sequence = new MultiPhraseQuery.Builder();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).matchesAll()) {
        continue;
      }
      Term[] terms = terms(field, words.get(i));
      if (terms.length == 0) {
        return new MatchNoDocsQuery("no such word");
      }
      sequence.add(terms, i);
    }
    return new ConstantScoreQuery(sequence.build());
  }

  private Term[] terms(String field, TextPattern word) throws IOException {
    if (word.exact().isPresent()) {
      return new Term[] {new Term(field, word.exact().orElseThrow())};
    }
    Terms all = MultiTerms.getTerms(reader, field);
    if (all == null) {
      return new Term[0];
    }
    List<Term> terms = new ArrayList<>();
    TermsEnum matching = new TermScan.Matching(all.iterator(), "", new Glob(word), deadline);
    for (BytesRef term = matching.next(); term != null; term = matching.next()) {
      terms.add(new Term(field, BytesRef.deepCopyOf(term)));
      if (terms.size() > MAX_WORDS) {
        throw new SearchLimitException(
            "'"
                + word
                + "' within a phrase stands for more than "
                + MAX_WORDS
                + " words: write more of it, or use a field, such as CommandLine:\"*…*\"");
      }
    }
    return terms.toArray(Term[]::new);
  }
}
