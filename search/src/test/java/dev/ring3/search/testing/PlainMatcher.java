package dev.ring3.search.testing;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.FreeText;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Numbers;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.Spoken;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.WordBreaker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query means, as plainly as it can be said: one event at a time, by its text. */
public final class PlainMatcher {
  private PlainMatcher() {}

  /** Whether the event is what the query looks for. */
  public static boolean matches(Query query, Event event) {
    return switch (query) {
      case Query.All _all -> true;
      case Query.And and -> and.all().stream().allMatch(part -> matches(part, event));
      case Query.Or or -> or.any().stream().anyMatch(part -> matches(part, event));
      case Query.Not not -> !matches(not.query(), event);
      case Query.Exists exists -> exists(exists.name(), event);
      case Query.Match match -> match(match.name(), match.criterion(), event);
      case Query.Words words -> {
        List<String> texts = new ArrayList<>();
        FreeText.of(event, texts::add);
        yield texts.stream().anyMatch(text -> contains(text, words.phrase()));
      }
      case Query.AnyValue any -> {
        List<String> values = new ArrayList<>();
        Spoken.of(event, values::add);
        yield values.stream().anyMatch(text(any.criterion()));
      }
      case Query.Compare compare -> compare(compare, event);
    };
  }

  private static boolean compare(Query.Compare compare, Event event) {
    return texts(compare.name(), event).stream()
        .map(Fold::lower)
        .anyMatch(
            value ->
                texts(compare.other(), event).stream()
                    .map(Fold::lower)
                    .anyMatch(
                        other ->
                            switch (compare.relation()) {
                              case EQUALS -> value.equals(other);
                              case CONTAINS -> value.contains(other);
                              case STARTS_WITH -> value.startsWith(other);
                              case ENDS_WITH -> value.endsWith(other);
                            }));
  }

  private static List<String> texts(Name name, Event event) {
    return switch (name) {
      case Name.OfSource source -> sourceValues(source, event);
      case Name.OfField field ->
          field.field().type() == FieldType.DATE ? List.of() : event.texts(field.field());
    };
  }

  private static boolean onWholeText(Criterion criterion) {
    return criterion instanceof Criterion.Text
        || criterion instanceof Criterion.CasedText
        || criterion instanceof Criterion.Search;
  }

  private static boolean exists(Name name, Event event) {
    return switch (name) {
      case Name.OfField field -> event.has(field.field());
      case Name.OfSource source -> !sourceValues(source, event).isEmpty();
    };
  }

  private static List<String> sourceValues(Name.OfSource name, Event event) {
    return event.source().entrySet().stream()
        .filter(entry -> Fold.lower(entry.getKey()).equals(name.name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean match(Name name, Criterion criterion, Event event) {
    return switch (name) {
      case Name.OfSource source -> sourceValues(source, event).stream().anyMatch(text(criterion));
      case Name.OfField field -> matchField(field.field(), criterion, event);
    };
  }

  private static boolean matchField(Field field, Criterion criterion, Event event) {
    boolean isOther = field.type() == FieldType.LONG || field.type() == FieldType.PROSE;
    if (isOther && onWholeText(criterion)) {
      return event.texts(field).stream().anyMatch(text(criterion));
    }
    if (field.type() == FieldType.LONG) {
      return criterion instanceof Criterion.Numbers range
          && event.number(field).isPresent()
          && range.from() <= event.number(field).getAsLong()
          && event.number(field).getAsLong() <= range.to();
    }
    if (field.type() == FieldType.DATE && criterion instanceof Criterion.TimePart part) {
      return event
          .instant(field)
          .filter(time -> part(time, part.unit()) == part.value())
          .isPresent();
    }
    if (field.type() == FieldType.DATE) {
      return criterion instanceof Criterion.Times range
          && event
              .instant(field)
              .filter(time -> !time.isBefore(range.from()) && time.isBefore(range.until()))
              .isPresent();
    }
    if (field.type() == FieldType.PROSE) {
      return criterion instanceof Criterion.Phrase phrase
          && event.texts(field).stream().anyMatch(text -> contains(text, phrase));
    }
    return event.texts(field).stream().anyMatch(text(criterion));
  }

  private static Predicate<String> text(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Text text -> value -> whole(text.pattern(), value);
      case Criterion.CasedText text ->
          value -> Pattern.compile(regex(text.pattern()), Pattern.DOTALL).matcher(value).matches();
      case Criterion.Search search ->
          value ->
              Pattern.compile(
                      search.expression(),
                      (search.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                          | (search.multiLine() ? Pattern.MULTILINE : 0)
                          | (search.dotAll() ? Pattern.DOTALL : 0)
                          | Pattern.UNIX_LINES)
                  .matcher(value)
                  .find();
      case Criterion.TimePart _part -> _value -> false;
      case Criterion.Regex regex ->
          value ->
              Pattern.compile(regex.expression(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                  .matcher(value)
                  .matches();
      case Criterion.Numbers range ->
          value ->
              Numbers.parse(value)
                  .filter(number -> range.from() <= number && number <= range.to())
                  .isPresent();
      case Criterion.Addresses block ->
          value -> Addresses.parse(value).filter(a -> Addresses.within(a, block)).isPresent();
      case Criterion.TextRange range -> value -> within(Fold.lower(value), range);
      case Criterion.Times _times -> _value -> false;
      case Criterion.Phrase _phrase -> _value -> false;
    };
  }

  private static boolean within(String value, Criterion.TextRange range) {
    int low = compare(value, range.from(), 1);
    int high = compare(value, range.to(), -1);
    return (low > 0 || (low == 0 && range.fromIncluded()))
        && (high < 0 || (high == 0 && range.toIncluded()));
  }

  private static int compare(String value, @Nullable String end, int open) {
    if (end == null) {
      return open;
    }
    int[] a = value.codePoints().toArray();
    int[] b = end.codePoints().toArray();
    return java.util.Arrays.compare(a, b);
  }

  private static boolean contains(String text, Criterion.Phrase phrase) {
    List<String> words = WordBreaker.words(text);
    int length = phrase.words().size();
    for (int start = 0; start + length <= words.size(); start++) {
      boolean all = true;
      for (int i = 0; i < length; i++) {
        all &= whole(phrase.words().get(i), words.get(start + i));
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static int part(Instant time, Criterion.TimePart.Unit unit) {
    java.time.ZonedDateTime utc = time.atZone(java.time.ZoneOffset.UTC);
    return switch (unit) {
      case MINUTE -> utc.getMinute();
      case HOUR -> utc.getHour();
      case DAY -> utc.getDayOfMonth();
      case WEEK -> utc.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> utc.getMonthValue();
      case YEAR -> utc.getYear();
    };
  }

  private static boolean whole(TextPattern pattern, String value) {
    return Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(Fold.lower(value)).matches();
  }

  private static String regex(TextPattern pattern) {
    StringBuilder regex = new StringBuilder();
    for (TextPattern.Part part : pattern.parts()) {
      switch (part) {
        case TextPattern.Literal literal -> regex.append(Pattern.quote(literal.text()));
        case TextPattern.AnyRun _run -> regex.append(".*");
        case TextPattern.AnyOne _one -> regex.append('.');
      }
    }
    return regex.toString();
  }
}
