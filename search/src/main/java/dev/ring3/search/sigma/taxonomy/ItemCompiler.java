package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names.Place;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.sigma.rule.Selection;
import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes queries of items. */
final class ItemCompiler {
  /** Values that the placeholders of one value may come to. */
  private static final int MOST_VALUES = 10_000;

  /** Sysmon's list of hashes holds what events from elsewhere have in a field each. */
  private static final Pattern HASH =
      Pattern.compile("(md5|sha1|sha256|imphash)=([0-9a-f]{32,64})", Pattern.CASE_INSENSITIVE);

  private static final TextPattern SOMETHING = TextPattern.of("?*");

  private final FieldPlaces places;
  private final @Nullable String category;
  private final Placeholders placeholders;

  ItemCompiler(FieldPlaces places, @Nullable String category, Placeholders placeholders) {
    this.places = places;
    this.category = category;
    this.placeholders = placeholders;
  }

  Query compile(Selection.Item item) {
    List<Query> values = new ArrayList<>();
    for (SigmaValue value : item.values()) {
      List<Query> expanded = expand(value).stream().map(each -> value(item.field(), each)).toList();
      values.add(Query.or(expanded));
    }
    Query all = item.needsAll() ? Query.and(values) : Query.or(values);
    return item.isNegated() ? new Query.Not(all) : all;
  }

  private Query value(@Nullable String field, SigmaValue value) {
    return field == null ? keyword(value) : onField(field, value);
  }

  private Query keyword(SigmaValue value) {
    SigmaValue inside =
        switch (value) {
          case SigmaValue.Text text ->
              new SigmaValue.Text(text.text().afterAnything().beforeAnything(), text.isCased());
          case SigmaValue.Whole whole ->
              new SigmaValue.Text(
                  SigmaText.literal(Long.toString(whole.number())).afterAnything().beforeAnything(),
                  false);
          case SigmaValue other -> other;
        };
    Optional<Criterion> criterion = Criteria.of(inside, new Name.OfField(Field.MESSAGE));
    if (criterion.isPresent() && !places.keywords().isEmpty()) {
      return any(places.keywords(), place -> match(place, inside));
    }
    return criterion
        .<Query>map(Query.AnyValue::new)
        .orElseThrow(() -> new UnmappedException("a keyword has to be a text"));
  }

  private Query onField(String field, SigmaValue value) {
    List<Place> all = places.of(field);
    return switch (value) {
      case SigmaValue.Nothing _nothing -> new Query.Not(any(all, ItemCompiler::hasValue));
      case SigmaValue.Presence presence -> {
        Query exists = any(all, Query.Exists::new);
        yield presence.isThere() ? exists : new Query.Not(exists);
      }
      case SigmaValue.FieldReference reference -> compare(all, reference);
      case SigmaValue.Text text when text.text().pieces().isEmpty() ->
          new Query.Not(any(all, ItemCompiler::hasValue));
      case SigmaValue other -> withOthers(field, other, any(all, place -> match(place, other)));
    };
  }

  /** Whether there is more than an empty value. */
  private static Query hasValue(Name name) {
    return switch (name) {
      case Name.OfField field -> new Query.Exists(field);
      case Name.OfSource source -> new Query.Match(source, new Criterion.Text(SOMETHING));
    };
  }

  private static Query match(Name place, SigmaValue value) {
    return Criteria.of(value, place)
        .<Query>map(criterion -> new Query.Match(place, criterion))
        .orElseGet(() -> new Query.Or(List.of()));
  }

  /** What to ask of one place. */
  private interface Asking {
    Query of(Name place);
  }

  private static Query any(List<Place> all, Asking asking) {
    List<Query> any = new ArrayList<>();
    for (Place place : all) {
      Query asked = asking.of(place.name());
      any.add(
          place.when() instanceof Query.All ? asked : new Query.And(List.of(place.when(), asked)));
    }
    return Query.or(any);
  }

  private Query compare(List<Place> all, SigmaValue.FieldReference reference) {
    List<Query> any = new ArrayList<>();
    for (Place other : places.of(reference.field())) {
      Query compared =
          any(all, place -> new Query.Compare(place, reference.relation(), other.name()));
      any.add(
          other.when() instanceof Query.All
              ? compared
              : new Query.And(List.of(other.when(), compared)));
    }
    return Query.or(any);
  }

  /**
   * What other fields say of the same, where the events are not of the source the rule has in mind.
   */
  private Query withOthers(String field, SigmaValue value, Query asWritten) {
    Optional<Query> meant = word(value).flatMap(word -> places.meaning(field, word));
    return meant.isPresent()
        ? Query.or(List.of(asWritten, meant.orElseThrow()))
        : withHashes(field, value, asWritten);
  }

  private static Optional<String> word(SigmaValue value) {
    return switch (value) {
      case SigmaValue.Text text -> text.text().exact();
      case SigmaValue.Whole whole -> Optional.of(Long.toString(whole.number()));
      case SigmaValue _other -> Optional.empty();
    };
  }

  private Query withHashes(String field, SigmaValue value, Query asWritten) {
    boolean isHashes = field.equalsIgnoreCase("Hashes") || field.equalsIgnoreCase("Hash");
    if (!isHashes || !(value instanceof SigmaValue.Text text) || category == null) {
      return asWritten;
    }
    Matcher hash = HASH.matcher(text.text().toString());
    if (!hash.find()) {
      return asWritten;
    }
    List<Query> any = new ArrayList<>(List.of(asWritten));
    for (Field of : places.aliases(category, hash.group(1).toLowerCase(Locale.ROOT))) {
      any.add(
          new Query.Match(
              new Name.OfField(of), new Criterion.Text(TextPattern.literal(hash.group(2)))));
    }
    return Query.or(any);
  }

  private List<SigmaValue> expand(SigmaValue value) {
    if (!(value instanceof SigmaValue.Text text) || text.text().placeholders().isEmpty()) {
      return List.of(value);
    }
    try {
      return text.text().expand(this::choices, MOST_VALUES).stream()
          .<SigmaValue>map(each -> new SigmaValue.Text(each, text.isCased()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new UnmappedException("'" + text.text() + "' " + e.getMessage());
    }
  }

  private List<SigmaText> choices(SigmaText.Piece piece) {
    return switch (piece) {
      case SigmaText.Plain plain -> List.of(new SigmaText(List.of(plain)));
      case SigmaText.Placeholder placeholder ->
          Optional.ofNullable(placeholders.values().get(placeholder.name()))
              .filter(values -> !values.isEmpty())
              .orElseThrow(
                  () ->
                      new UnmappedException(
                          "no values of the placeholder %" + placeholder.name() + "%"))
              .stream()
              .map(SigmaText::of)
              .toList();
    };
  }
}
