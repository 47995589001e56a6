package dev.ring3.search.sigma.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a YAML document. */
public sealed interface Yaml {
  /** Where it starts. */
  Place place();

  /** What a plain scalar is by YAML's core schema; quoted ones are texts. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    TRUTH,
    NOTHING
  }

  /**
   * A single value.
   *
   * @param text as it is written, without quotes
   * @param isQuoted whether columns within the text are off by the quote
   */
  record Scalar(Place place, Kind kind, String text, boolean isQuoted) implements Yaml {}

  /** A list. */
  record Sequence(Place place, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A map in the order of the file; keys are texts. */
  record Mapping(Place place, List<Entry> entries) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The value of a key. */
    public Optional<Yaml> at(String key) {
      return entries.stream().filter(e -> e.key().text().equals(key)).map(Entry::value).findFirst();
    }

    /**
     * This map with the other's entries over it; maps that both have are joined in the same way.
     */
    public Mapping with(Mapping over) {
      Map<String, Entry> all = new LinkedHashMap<>();
      entries.forEach(e -> all.put(e.key().text(), e));
      for (Entry entry : over.entries()) {
        all.merge(entry.key().text(), entry, Mapping::join);
      }
      return new Mapping(over.place(), new ArrayList<>(all.values()));
    }

    private static Entry join(Entry before, Entry over) {
      return before.value() instanceof Mapping a && over.value() instanceof Mapping b
          ? new Entry(over.key(), a.with(b))
          : over;
    }

    /** This map without a key. */
    public Mapping without(String key) {
      return new Mapping(place, entries.stream().filter(e -> !e.key().text().equals(key)).toList());
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, Yaml value) {}
}
