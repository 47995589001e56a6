package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.sigma.rule.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tables of log sources and of names. Immutable. */
public final class Taxonomy {
  /** The entry of words for rules on any category that has none of its own. */
  private static final String CATEGORIES = "categories";

  private final List<EventSource> sources;
  private final Map<String, Field> frame;
  private final Map<String, Vocabulary> words;
  private final Aliases aliases;

  private Taxonomy(
      List<EventSource> sources,
      Map<String, Field> frame,
      Map<String, Vocabulary> words,
      Aliases aliases) {
    this.sources = List.copyOf(sources);
    this.frame = frame;
    this.words = Map.copyOf(words);
    this.aliases = aliases;
  }

  /** Reads the tables that come with Ring3. */
  public static Taxonomy load() {
    try (InputStream table = Taxonomy.class.getResourceAsStream("logsources.yml")) {
      Objects.requireNonNull(table, "logsources.yml is missing from the program");
      Map<?, ?> top =
          (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(table);
      List<EventSource> sources = new ArrayList<>();
      for (Object entry : (List<?>) Objects.requireNonNull(top.get("sources"))) {
        sources.add(source((Map<?, ?>) entry));
      }
      Map<String, Field> frame = new TreeMap<>(String::compareToIgnoreCase);
      ((Map<?, ?>) Objects.requireNonNull(top.get("frame")))
          .forEach((name, field) -> frame.put((String) name, field((String) field)));
      Aliases aliases = Aliases.load();
      Map<String, Vocabulary> words = new HashMap<>();
      ((Map<?, ?>) Objects.requireNonNull(top.get("words")))
          .forEach(
              (of, entry) -> words.put((String) of, Vocabulary.read((Map<?, ?>) entry, aliases)));
      return new Taxonomy(sources, frame, words, aliases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventSource source(Map<?, ?> entry) {
    Map<Field, List<String>> when = new HashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(entry.get("when"), () -> "no 'when': " + entry))
        .forEach((field, values) -> when.put(field((String) field), texts(values)));
    return new EventSource(
        (String) entry.get("category"),
        (String) entry.get("service"),
        texts(entry.get("products")),
        when,
        Boolean.TRUE.equals(entry.get("spaced")));
  }

  private static List<String> texts(@Nullable Object yaml) {
    return switch (yaml) {
      case null -> List.of();
      case List<?> many -> many.stream().map(Object::toString).toList();
      case Object one -> List.of(one.toString());
    };
  }

  private static Field field(String name) {
    return Field.named(name)
        .orElseThrow(() -> new IllegalStateException("logsources.yml names no field: " + name));
  }

  /** The entry for a log source, if Ring3 has such events. */
  Optional<EventSource> source(LogSource source) {
    return sources.stream().filter(entry -> entry.fits(source)).findFirst();
  }

  /** The field that a name of the record's frame means, in any log source. */
  Optional<Field> frame(String name) {
    return Optional.ofNullable(frame.get(name));
  }

  /** The words of the records that rules on such events have in mind. */
  Vocabulary words(EventSource source) {
    String category = source.category();
    String service = source.service();
    Vocabulary shared =
        category == null ? Vocabulary.none() : words.getOrDefault(CATEGORIES, Vocabulary.none());
    String own = category == null ? service : category;
    return own == null ? shared : words.getOrDefault(own, shared);
  }

  Aliases aliases() {
    return aliases;
  }
}
