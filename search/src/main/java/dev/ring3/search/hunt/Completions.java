package dev.ring3.search.hunt;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Aliases;
import dev.ring3.search.query.Fold;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completes names that someone has begun to type. */
final class Completions {
  private Completions() {}

  /** Names that hold what was typed: at the start first, then after a dot, then anywhere. */
  static List<NameCompletion> names(
      Aliases aliases, Collection<String> sourceNames, String typed, int most) {
    record Ranked(NameCompletion name, int rank) {}
    Stream<NameCompletion> fields =
        Stream.of(Field.values())
            .map(
                field ->
                    new NameCompletion(
                        field.ecs(), NameCompletion.Kind.FIELD, field.description()));
    Stream<NameCompletion> others =
        aliases.names().stream()
            .map(
                alias ->
                    new NameCompletion(alias, NameCompletion.Kind.ALIAS, meaning(aliases, alias)));
    Stream<NameCompletion> sources =
        sourceNames.stream().map(name -> new NameCompletion(name, NameCompletion.Kind.SOURCE, ""));
    String wanted = Fold.lower(typed);
    return Stream.of(fields, others, sources)
        .flatMap(names -> names)
        .flatMap(
            name ->
                rank(Fold.lower(name.name()), wanted).stream()
                    .mapToObj(rank -> new Ranked(name, rank)))
        .sorted(
            Comparator.comparingInt(Ranked::rank)
                .thenComparing(ranked -> ranked.name().kind())
                .thenComparing(ranked -> ranked.name().name()))
        .limit(most)
        .map(Ranked::name)
        .toList();
  }

  private static OptionalInt rank(String name, String wanted) {
    if (name.startsWith(wanted)) {
      return OptionalInt.of(0);
    }
    if (name.contains("." + wanted)) {
      return OptionalInt.of(1);
    }
    return name.contains(wanted) ? OptionalInt.of(2) : OptionalInt.empty();
  }

  private static String meaning(Aliases aliases, String alias) {
    return aliases.fields(alias).stream().map(Field::ecs).collect(Collectors.joining(" or "));
  }
}
