package dev.ring3.search.query.match;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.FreeText;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.value.Endings;
import dev.ring3.search.query.match.value.TextTest;
import dev.ring3.search.query.match.value.ValueTest;
import dev.ring3.search.query.match.value.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compiles the query tree to tests. */
final class Tests {
  private final Slots slots;

  Tests(Slots slots) {
    this.slots = slots;
  }

  Test compile(Query query) {
    return switch (query) {
      case Query.All _all -> _event -> true;
      case Query.And and ->
          all(
              and.all().stream()
                  .sorted(Comparator.comparingInt(Effort::of))
                  .map(this::compile)
                  .toArray(Test[]::new));
      case Query.Or or -> or(or.any());
      case Query.Not not -> {
        Test inner = compile(not.query());
        yield event -> !inner.holds(event);
      }
      case Query.Match match -> match(match.name(), match.criterion());
      case Query.Exists exists -> {
        int place = slots.of(exists.name());
        yield event -> event.has(place);
      }
      case Query.Words words -> words(words.phrase());
      case Query.AnyValue any -> values(Slots.ANYWHERE, any.criterion());
      case Query.Compare compare -> compare(compare);
    };
  }

  /** Many endings of values of one name are looked at together. */
  private Test or(List<Query> parts) {
    Map<Name, List<Query>> byName = new LinkedHashMap<>();
    List<Query> others = new ArrayList<>();
    for (Query part : parts) {
      if (part instanceof Query.Match match
          && isText(match.name())
          && Endings.of(part).isPresent()) {
        byName.computeIfAbsent(match.name(), _n -> new ArrayList<>()).add(part);
      } else {
        others.add(part);
      }
    }
    List<Test> tests = new ArrayList<>();
    byName.forEach(
        (name, endings) -> {
          if (endings.size() < Endings.FEWEST) {
            endings.forEach(each -> tests.add(compile(each)));
          } else {
            List<String> texts =
                endings.stream().flatMap(each -> Endings.of(each).stream()).toList();
            tests.add(folded(slots.of(name), new Endings(texts)));
          }
        });
    others.forEach(each -> tests.add(compile(each)));
    return any(tests.toArray(Test[]::new));
  }

  private static boolean isText(Name name) {
    return switch (name) {
      case Name.OfSource _source -> true;
      case Name.OfField field ->
          switch (field.field().type()) {
            case KEYWORD, TEXT, IP, BOOLEAN -> true;
            case LONG, DATE, PROSE -> false;
          };
    };
  }

  private static Test folded(int place, TextTest test) {
    return event -> {
      for (String value : event.folded(place)) {
        if (test.test(value)) {
          return true;
        }
      }
      return false;
    };
  }

  private static Test all(Test[] parts) {
    return event -> {
      for (Test part : parts) {
        if (!part.holds(event)) {
          return false;
        }
      }
      return true;
    };
  }

  private static Test any(Test[] parts) {
    return event -> {
      for (Test part : parts) {
        if (part.holds(event)) {
          return true;
        }
      }
      return false;
    };
  }

  private Test match(Name name, Criterion criterion) {
    int place = slots.of(name);
    if (name instanceof Name.OfField field) {
      switch (field.field().type()) {
        case LONG -> {
          if (criterion instanceof Criterion.Numbers range) {
            return event ->
                event.raw(place) instanceof Long number
                    && range.from() <= number
                    && number <= range.to();
          }
          if (!ValueTest.isOnWholeText(criterion)) {
            return _event -> false;
          }
        }
        case DATE -> {
          return DateTest.of(place, criterion);
        }
        case PROSE -> {
          if (criterion instanceof Criterion.Phrase phrase) {
            Predicate<String> words = Words.of(phrase);
            return event -> some(event.texts(place), words);
          }
          if (!ValueTest.isOnWholeText(criterion)) {
            return _event -> false;
          }
        }
        case KEYWORD, TEXT, IP, BOOLEAN -> {}
      }
    }
    return values(place, criterion);
  }

  private static Test values(int place, Criterion criterion) {
    if (criterion instanceof Criterion.Text text) {
      return folded(place, TextTest.of(text.pattern()));
    }
    Predicate<String> test = ValueTest.of(criterion);
    return event -> some(event.texts(place), test);
  }

  private static boolean some(String[] values, Predicate<String> test) {
    for (String value : values) {
      if (test.test(value)) {
        return true;
      }
    }
    return false;
  }

  private static Test words(Criterion.Phrase phrase) {
    Predicate<String> words = Words.of(phrase);
    return event -> {
      List<String> texts = new ArrayList<>();
      FreeText.of(event.event(), texts::add);
      return texts.stream().anyMatch(words);
    };
  }

  private Test compare(Query.Compare compare) {
    int left = slots.of(compare.name());
    int right = slots.of(compare.other());
    return event -> {
      for (String value : event.folded(left)) {
        for (String other : event.folded(right)) {
          if (relates(value, compare.relation(), other)) {
            return true;
          }
        }
      }
      return false;
    };
  }

  private static boolean relates(String value, Query.Compare.Relation relation, String other) {
    return switch (relation) {
      case EQUALS -> value.equals(other);
      case CONTAINS -> value.contains(other);
      case STARTS_WITH -> value.startsWith(other);
      case ENDS_WITH -> value.endsWith(other);
    };
  }
}
