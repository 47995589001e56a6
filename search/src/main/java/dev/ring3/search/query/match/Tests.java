package dev.ring3.search.query.match;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.FreeText;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Query;
import java.util.ArrayList;
import java.util.List;
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
      case Query.And and -> all(and.all().stream().map(this::compile).toArray(Test[]::new));
      case Query.Or or -> any(or.any().stream().map(this::compile).toArray(Test[]::new));
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
      TextTest test = TextTest.of(text.pattern());
      return event -> {
        for (String value : event.folded(place)) {
          if (test.test(value)) {
            return true;
          }
        }
        return false;
      };
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
