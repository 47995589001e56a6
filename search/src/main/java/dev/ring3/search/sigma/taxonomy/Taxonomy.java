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
  private final List<EventSource> sources;
  private final Map<String, Field> frame;
  private final Map<String, Coded> coded;
  private final Aliases aliases;

  /**
   * What a field says in words of its own.
   *
   * @param category the only one in which it does so; null: in any
   * @param words by the record's word in lower case
   */
  record Coded(@Nullable String category, Field field, Map<String, String> words) {
    Coded {
      words = Map.copyOf(words);
    }
  }

  private Taxonomy(
      List<EventSource> sources,
      Map<String, Field> frame,
      Map<String, Coded> coded,
      Aliases aliases) {
    this.coded = coded;
    this.sources = List.copyOf(sources);
    this.frame = frame;
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
      return new Taxonomy(sources, frame, coded(top.get("coded")), Aliases.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Coded> coded(@Nullable Object yaml) {
    Map<String, Coded> coded = new TreeMap<>(String::compareToIgnoreCase);
    ((Map<?, ?>) Objects.requireNonNull(yaml, "logsources.yml lacks 'coded'"))
        .forEach(
            (name, entry) -> {
              Map<String, String> words = new HashMap<>();
              Map<?, ?> of = (Map<?, ?>) entry;
              ((Map<?, ?>) Objects.requireNonNull(of.get("words")))
                  .forEach((word, meant) -> words.put((String) word, (String) meant));
              String field = (String) Objects.requireNonNull(of.get("field"));
              coded.put((String) name, new Coded((String) of.get("category"), field(field), words));
            });
    return coded;
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

  /** What another field says of the same, in other words. */
  Optional<Coded> coded(String name) {
    return Optional.ofNullable(coded.get(name));
  }

  Aliases aliases() {
    return aliases;
  }
}
