package dev.ring3.search.query;

import java.util.List;
import java.util.Objects;

/**
 * What is looked for, as a tree. Says nothing of how it is written or where it is looked up: the
 * hunt box and rules build it, the index and a matcher of single events compile it.
 *
 * <p>{@code toString} is a form for people and tests, not the hunt language.
 */
public sealed interface Query {
  /** Every event. */
  record All() implements Query {}

  /** Events that all parts match; with no part, every event. */
  record And(List<Query> all) implements Query {
    public And {
      all = List.copyOf(all);
    }
  }

  /** Events that at least one part matches; with no part, none. */
  record Or(List<Query> any) implements Query {
    public Or {
      any = List.copyOf(any);
    }
  }

  /** Events that the part does not match, which includes those that lack its field. */
  record Not(Query query) implements Query {
    public Not {
      Objects.requireNonNull(query);
    }
  }

  /** Events with at least one value of that name that meets the criterion. */
  record Match(Name name, Criterion criterion) implements Query {
    public Match {
      Objects.requireNonNull(name);
      Objects.requireNonNull(criterion);
    }
  }

  /** Events with any value of that name. */
  record Exists(Name name) implements Query {
    public Exists {
      Objects.requireNonNull(name);
    }
  }

  /** Events with these words side by side in one of the texts that {@link FreeText} lists. */
  record Words(Criterion.Phrase phrase) implements Query {
    public Words {
      Objects.requireNonNull(phrase);
    }
  }

  /** Events of which one of those values that {@link Spoken} lists meets the criterion. */
  record AnyValue(Criterion criterion) implements Query {
    public AnyValue {
      Objects.requireNonNull(criterion);
    }
  }

  /**
   * Events with a value of one name that is, upper and lower case being the same, a value of the
   * other or relates to it otherwise. Dates do not take part.
   */
  record Compare(Name name, Relation relation, Name other) implements Query {
    public Compare {
      Objects.requireNonNull(name);
      Objects.requireNonNull(relation);
      Objects.requireNonNull(other);
    }

    /** What the value is to the other. */
    public enum Relation {
      EQUALS,
      CONTAINS,
      STARTS_WITH,
      ENDS_WITH
    }
  }

  /** All of them; one alone stands for itself. */
  static Query and(List<Query> all) {
    return all.size() == 1 ? all.getFirst() : new And(all);
  }

  /** Any of them; one alone stands for itself. */
  static Query or(List<Query> any) {
    return any.size() == 1 ? any.getFirst() : new Or(any);
  }
}
