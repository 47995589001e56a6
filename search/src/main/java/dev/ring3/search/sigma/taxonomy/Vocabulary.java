package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Names.Place;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.QueryParser;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of records that Ring3 has made events of its own from, as rules still use them. Upper
 * and lower case are the same.
 */
final class Vocabulary {
  private static final Vocabulary NONE = new Vocabulary(Map.of(), Map.of(), List.of());

  private final Map<String, List<Place>> fields = new TreeMap<>(String::compareToIgnoreCase);
  private final Map<String, Map<String, Query>> meanings =
      new TreeMap<>(String::compareToIgnoreCase);
  private final List<Place> keywords;

  private Vocabulary(
      Map<String, List<Place>> fields,
      Map<String, Map<String, Query>> meanings,
      List<Place> keywords) {
    this.keywords = List.copyOf(keywords);
    this.fields.putAll(fields);
    this.meanings.putAll(meanings);
  }

  /** That of records whose words are kept. */
  static Vocabulary none() {
    return NONE;
  }

  /**
   * Reads an entry of the table.
   *
   * @throws IllegalStateException if it names no field
   * @throws dev.ring3.search.query.QueryException if a query in it is none
   */
  static Vocabulary read(Map<?, ?> entry, Aliases aliases) {
    Map<?, ?> fields = entry.get("fields") instanceof Map<?, ?> some ? some : Map.of();
    Reading reading = new Reading(fields, aliases);
    Map<String, List<Place>> places = new TreeMap<>();
    fields.forEach((name, where) -> places.put((String) name, reading.places(where)));
    Map<String, Map<String, Query>> meanings = new TreeMap<>();
    if (entry.get("meanings") instanceof Map<?, ?> some) {
      some.forEach((name, words) -> meanings.put((String) name, reading.words((Map<?, ?>) words)));
    }
    return new Vocabulary(places, meanings, reading.places(entry.get("keywords")));
  }

  /** Where a field's values are; none if the table does not say. */
  List<Place> places(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /** Where keywords are looked for; none: in all that an event says. */
  List<Place> keywords() {
    return keywords;
  }

  /** Whether some value of the field means something that no place holds. */
  boolean isMeaningful(String field) {
    return meanings.containsKey(field);
  }

  /** What it means that a field has a value, besides that it stands somewhere. */
  Optional<Query> meaning(String field, String value) {
    return Optional.ofNullable(
        meanings.getOrDefault(field, Map.of()).get(value.toLowerCase(Locale.ROOT)));
  }

  /** Reads queries, which may name what the entry itself names. */
  private static final class Reading {
    private final QueryParser parser = new QueryParser(InstantSource.system());
    private final Names names;

    Reading(Map<?, ?> fields, Aliases aliases) {
      Set<String> sources = new LinkedHashSet<>();
      fields.values().stream()
          .flatMap(where -> each(where))
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .filter(name -> Field.named(name).isEmpty())
          .forEach(sources::add);
      this.names = new Names(aliases, _name -> List.of(), sources);
    }

    private static Stream<?> each(@Nullable Object where) {
      return where instanceof List<?> many ? many.stream() : Stream.ofNullable(where);
    }

    List<Place> places(@Nullable Object where) {
      List<Place> places = new ArrayList<>();
      each(where).forEach(place -> places.add(place(place)));
      return List.copyOf(places);
    }

    private Place place(Object place) {
      return switch (place) {
        case String name -> new Place(new Query.All(), name(name));
        case Map<?, ?> some ->
            new Place(query((String) some.get("when")), name((String) some.get("field")));
        case Object other -> throw new IllegalStateException("no place of a field: " + other);
      };
    }

    private static Name name(@Nullable String written) {
      if (written == null) {
        throw new IllegalStateException("logsources.yml has a place without 'field'");
      }
      return Field.named(written)
          .<Name>map(Name.OfField::new)
          .orElseGet(() -> new Name.OfSource(written));
    }

    Map<String, Query> words(Map<?, ?> words) {
      Map<String, Query> queries = new TreeMap<>();
      words.forEach((word, query) -> queries.put((String) word, query((String) query)));
      return Map.copyOf(queries);
    }

    private Query query(@Nullable String text) {
      if (text == null) {
        throw new IllegalStateException("logsources.yml has a place without 'when'");
      }
      return parser.parse(text, names);
    }
  }
}
