package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way back from ECS names to the names that Windows gave: where a source value is found that is
 * not stored under its own name, because a field of the table says it in the same words.
 */
public final class WindowsNames {
  /**
   * One such renaming.
   *
   * @param providers of the events it holds for; upper and lower case are the same
   * @param eventCode of the events it holds for
   * @param field that holds the value
   */
  public record Renaming(List<String> providers, String eventCode, Field field) {
    public Renaming {
      providers = List.copyOf(providers);
    }
  }

  private final ProviderTables tables;
  private final Map<String, List<Renaming>> bySource = new HashMap<>();
  private final IdentityHashMap<EventRule, Set<Field>> renamed = new IdentityHashMap<>();

  WindowsNames(ProviderTables tables) {
    this.tables = tables;
    for (ProviderTable table : tables.all()) {
      table.events().forEach((code, rule) -> add(table, code, rule));
    }
  }

  private void add(ProviderTable table, String code, EventRule rule) {
    Set<Field> fieldsOfRule = new HashSet<>();
    renamings(rule)
        .forEach(
            (source, fields) -> {
              fields.forEach(field -> add(table, code, source, field));
              fieldsOfRule.addAll(fields);
            });
    renamed.put(rule, fieldsOfRule);
  }

  /** The names of the tables that come with Ring3. */
  public static WindowsNames load() {
    return new WindowsNames(ProviderTables.load());
  }

  private void add(ProviderTable table, String code, String source, Field field) {
    bySource
        .computeIfAbsent(source.toLowerCase(Locale.ROOT), s -> new ArrayList<>())
        .add(new Renaming(table.providers(), code, field));
  }

  private static Map<String, Set<Field>> renamings(EventRule rule) {
    Map<String, Set<Field>> renamings = new TreeMap<>();
    List<Map<String, Target>> all = new ArrayList<>();
    all.add(rule.targets());
    rule.variants().forEach(v -> all.add(v.targets()));
    for (Map<String, Target> targets : all) {
      targets.forEach(
          (source, target) -> {
            if (target instanceof Target.Into into) {
              renamings.computeIfAbsent(source, s -> new HashSet<>()).add(into.field());
            }
          });
    }
    return renamings;
  }

  /**
   * Where else a value of this full source name (such as {@code winlog.event_data.Image}) may be;
   * empty if it is always stored under that name.
   */
  public List<Renaming> of(String source) {
    return List.copyOf(bySource.getOrDefault(source.toLowerCase(Locale.ROOT), List.of()));
  }

  /**
   * Everything the source said by its own names, sorted: what is stored so, and what moved into
   * fields of the table. What Ring3 filled in is left out.
   */
  public Map<String, String> restore(Event event) {
    TreeMap<String, String> restored = new TreeMap<>(event.source());
    EventRule rule = rule(event);
    if (rule != null) {
      Set<String> enriched = new HashSet<>(event.texts(Field.RING3_ENRICHED));
      restore(event, rule.targets(), enriched, restored);
      rule.variants().stream()
          .filter(v -> v.holds(restored))
          .findFirst()
          .ifPresent(v -> restore(event, v.targets(), enriched, restored));
    }
    return restored;
  }

  private static void restore(
      Event event, Map<String, Target> targets, Set<String> enriched, Map<String, String> into) {
    targets.forEach(
        (source, target) -> {
          if (target instanceof Target.Into to && !enriched.contains(to.field().ecs())) {
            event.text(to.field()).ifPresent(value -> into.putIfAbsent(source, value));
          }
        });
  }

  /** The fields that an event of this kind takes over from its record in the same words. */
  public Set<Field> renamedFields(Event.Builder event) {
    return event
        .text(Field.EVENT_PROVIDER)
        .flatMap(tables::about)
        .flatMap(t -> event.text(Field.EVENT_CODE).map(t.events()::get))
        .map(renamed::get)
        .orElse(Set.of());
  }

  private @Nullable EventRule rule(Event event) {
    return event
        .text(Field.EVENT_PROVIDER)
        .flatMap(tables::about)
        .flatMap(t -> event.text(Field.EVENT_CODE).map(t.events()::get))
        .orElse(null);
  }
}
