package dev.ring3.search.query;

import dev.ring3.collector.event.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Sigma's and Sysmon's names for the fields of the table, by Sigma's log source category. One
 * table, {@code aliases.yml}, serves the hunt box and the rules.
 */
public final class Aliases {
  /** The category of an alias that means the same in all of them. */
  public static final String EVERYWHERE = "*";

  private final Map<String, Map<String, List<Field>>> byCategory;
  private final SortedMap<String, List<Field>> anywhere =
      new TreeMap<>(String::compareToIgnoreCase);

  private Aliases(Map<String, Map<String, List<Field>>> byCategory) {
    this.byCategory = byCategory;
    Map<String, LinkedHashSet<Field>> union = new LinkedHashMap<>();
    byCategory
        .values()
        .forEach(
            table ->
                table.forEach(
                    (alias, fields) ->
                        union.computeIfAbsent(alias, _a -> new LinkedHashSet<>()).addAll(fields)));
    union.forEach((alias, fields) -> anywhere.put(alias, List.copyOf(fields)));
  }

  /** Reads the table that comes with Ring3. */
  public static Aliases load() {
    try (InputStream table = Aliases.class.getResourceAsStream("aliases.yml")) {
      Objects.requireNonNull(table, "aliases.yml is missing from the program");
      return of((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Aliases of(Map<?, ?> table) {
    Map<String, Map<String, List<Field>>> byCategory = new LinkedHashMap<>();
    table.forEach(
        (category, entries) -> {
          Map<String, List<Field>> aliases = new TreeMap<>(String::compareToIgnoreCase);
          ((Map<?, ?>) entries)
              .forEach((alias, fields) -> aliases.put((String) alias, fields(alias, fields)));
          byCategory.put((String) category, aliases);
        });
    return new Aliases(byCategory);
  }

  private static List<Field> fields(Object alias, Object names) {
    List<Field> fields = new ArrayList<>();
    for (Object name : names instanceof List<?> many ? many : List.of(names)) {
      fields.add(
          Field.named((String) name)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "aliases.yml: " + alias + " names no field: " + name)));
    }
    return List.copyOf(fields);
  }

  /** The fields that the alias means in any category; none if it is no alias. */
  public List<Field> fields(String alias) {
    return anywhere.getOrDefault(alias, List.of());
  }

  /** The fields that the alias means in one category, else everywhere; none if it is no alias. */
  public List<Field> fields(String category, String alias) {
    List<Field> here = byCategory.getOrDefault(category, Map.of()).getOrDefault(alias, List.of());
    return here.isEmpty()
        ? byCategory.getOrDefault(EVERYWHERE, Map.of()).getOrDefault(alias, List.of())
        : here;
  }

  /** Every alias, sorted without regard to case. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(anywhere.keySet());
  }

  /** Every category of the table, {@link #EVERYWHERE} included. */
  public Collection<String> categories() {
    return Collections.unmodifiableSet(byCategory.keySet());
  }
}
