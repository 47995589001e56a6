package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.normalize.WindowsNames;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.rule.Condition;
import dev.ring3.search.sigma.rule.Detection;
import dev.ring3.search.sigma.rule.LogSource;
import dev.ring3.search.sigma.rule.Selection;
import dev.ring3.search.sigma.rule.SigmaDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes queries of rules. Safe for any thread. */
public final class RuleCompiler {
  private final Taxonomy taxonomy;
  private final Placeholders placeholders;
  private final WindowsNames windows = WindowsNames.load();

  public RuleCompiler(Taxonomy taxonomy, Placeholders placeholders) {
    this.taxonomy = taxonomy;
    this.placeholders = placeholders;
  }

  /** The query of a rule, or the reason why it has none. */
  public Compiled compile(SigmaDocument.Rule rule) {
    return compile(rule.logSource(), rule.detection());
  }

  /**
   * The query of a detection among the events of a log source, which for a filter is that of the
   * rule.
   */
  public Compiled compile(LogSource logSource, Detection detection) {
    Optional<EventSource> source = taxonomy.source(logSource);
    if (source.isEmpty()) {
      return new Compiled.Unmapped("Ring3 has no events of " + logSource);
    }
    try {
      EventSource events = source.orElseThrow();
      FieldPlaces places = new FieldPlaces(taxonomy, windows, events, logSource.product());
      ItemCompiler items = new ItemCompiler(places, events.category(), placeholders);
      Query looked = new Compiling(detection, items).condition(detection.condition());
      Query query = new Query.And(List.of(events.query(logSource), looked));
      return new Compiled.Mapped(Pruning.prune(query));
    } catch (UnmappedException e) {
      return new Compiled.Unmapped(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Where events of a log source have the values of a field; none if they have no such field, or
   * Ring3 has no such events.
   */
  public List<Names.Place> places(LogSource logSource, String field) {
    Optional<EventSource> source = taxonomy.source(logSource);
    if (source.isEmpty()) {
      return List.of();
    }
    try {
      return new FieldPlaces(taxonomy, windows, source.orElseThrow(), logSource.product())
          .of(field);
    } catch (UnmappedException e) {
      return List.of();
    }
  }

  /** One rule's condition, each selection compiled once. */
  private static final class Compiling {
    private final Detection detection;
    private final ItemCompiler items;
    private final Map<String, Query> done = new HashMap<>();

    Compiling(Detection detection, ItemCompiler items) {
      this.detection = detection;
      this.items = items;
    }

    Query condition(Condition condition) {
      return switch (condition) {
        case Condition.And and -> Query.and(all(and.parts()));
        case Condition.Or or -> Query.or(all(or.parts()));
        case Condition.Not not -> new Query.Not(condition(not.part()));
        case Condition.Named named -> named(named.selection());
      };
    }

    private List<Query> all(List<Condition> parts) {
      List<Query> queries = new ArrayList<>();
      parts.forEach(part -> queries.add(condition(part)));
      return queries;
    }

    private Query named(String name) {
      Query known = done.get(name);
      if (known == null) {
        Selection selection = detection.selections().get(name);
        if (selection == null) {
          throw new IllegalArgumentException("no selection " + name);
        }
        known = selection(selection);
        done.put(name, known);
      }
      return known;
    }

    private Query selection(Selection selection) {
      return switch (selection) {
        case Selection.All all -> Query.and(all.parts().stream().map(this::selection).toList());
        case Selection.Any any -> Query.or(any.parts().stream().map(this::selection).toList());
        case Selection.Item item -> items.compile(item);
      };
    }
  }
}
