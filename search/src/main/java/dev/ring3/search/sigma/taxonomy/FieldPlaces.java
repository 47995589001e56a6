package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.WindowsNames;
import dev.ring3.collector.source.WindowsRecord;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names.Place;
import dev.ring3.search.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the values of a rule's fields are, for rules of one log source. */
final class FieldPlaces {
  /** A classic log's values have no names but numbers. */
  private static final int NAMELESS = 12;

  private static final String WINDOWS = "windows";

  private final Taxonomy taxonomy;
  private final WindowsNames windows;
  private final EventSource source;
  private final Vocabulary words;
  private final @Nullable String product;

  FieldPlaces(
      Taxonomy taxonomy, WindowsNames windows, EventSource source, @Nullable String product) {
    this.taxonomy = taxonomy;
    this.windows = windows;
    this.source = source;
    this.words = taxonomy.words(source);
    this.product = product;
  }

  /**
   * The places, of which any may have the value.
   *
   * @throws UnmappedException if nothing has that name
   */
  List<Place> of(String name) {
    List<Place> said = words.places(name);
    if (!said.isEmpty()) {
      return said;
    }
    Optional<Field> frame = taxonomy.frame(name).or(() -> Field.named(name));
    if (frame.isPresent()) {
      return List.of(anywhere(frame.orElseThrow()));
    }
    Set<Place> places = new LinkedHashSet<>();
    if (source.category() != null) {
      aliases(source.category(), name).forEach(field -> places.add(anywhere(field)));
    }
    if (WINDOWS.equals(product)) {
      for (String written : spellings(name)) {
        addSource(WindowsRecord.EVENT_DATA + written, places);
        addSource(WindowsRecord.USER_DATA + written, places);
      }
    }
    if (places.isEmpty() && !words.isMeaningful(name)) {
      throw new UnmappedException("no event has a field '" + name + "'");
    }
    return new ArrayList<>(places);
  }

  /** Fields of an alias in a category, else everywhere. */
  List<Field> aliases(String category, String name) {
    Aliases aliases = taxonomy.aliases();
    return aliases.fields(category, name);
  }

  /** Where keywords are looked for; none: in all that an event says. */
  List<Place> keywords() {
    return words.keywords();
  }

  /** What it means that a field has a value, besides that it stands in one of the places. */
  Optional<Query> meaning(String name, String value) {
    return words.meaning(name, value);
  }

  private List<String> spellings(String name) {
    if (name.equals("Data")) {
      List<String> names = new ArrayList<>(List.of(name, "param"));
      for (int i = 1; i <= NAMELESS; i++) {
        names.add("param" + i);
      }
      return names;
    }
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace('_', ' ');
    return source.isSpaced() && !spaced.equals(name) ? List.of(name, spaced) : List.of(name);
  }

  private static Place anywhere(Field field) {
    return new Place(new Query.All(), new Name.OfField(field));
  }

  /** Under the source's own name, and where the tables moved it. */
  private void addSource(String full, Set<Place> places) {
    places.add(new Place(new Query.All(), new Name.OfSource(full)));
    Map<Field, Map<List<String>, List<String>>> codes = new LinkedHashMap<>();
    for (WindowsNames.Renaming renaming : windows.of(full)) {
      if (!places.contains(anywhere(renaming.field()))) {
        codes
            .computeIfAbsent(renaming.field(), _f -> new LinkedHashMap<>())
            .computeIfAbsent(renaming.providers(), _p -> new ArrayList<>())
            .add(renaming.eventCode());
      }
    }
    codes.forEach(
        (field, byProviders) ->
            byProviders.forEach(
                (providers, ofThem) ->
                    places.add(
                        new Place(moved(providers, ofThem, field), new Name.OfField(field)))));
  }

  private static Query moved(List<String> providers, List<String> codes, Field field) {
    return new Query.And(
        List.of(
            EventSource.oneOf(Field.EVENT_CODE, codes),
            EventSource.oneOf(Field.EVENT_PROVIDER, providers),
            new Query.Not(EventSource.oneOf(Field.RING3_ENRICHED, List.of(field.ecs())))));
  }
}
