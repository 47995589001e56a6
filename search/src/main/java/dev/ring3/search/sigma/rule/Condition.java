package dev.ring3.search.sigma.rule;

import java.util.List;
import java.util.Objects;

/** How a rule's selections go together. */
public sealed interface Condition {
  /** One selection, by its name. */
  record Named(String selection) implements Condition {
    public Named {
      Objects.requireNonNull(selection);
    }
  }

  /** All parts. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** One part. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** Not that. */
  record Not(Condition part) implements Condition {
    public Not {
      Objects.requireNonNull(part);
    }
  }
}
