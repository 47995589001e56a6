package dev.ring3.search.sigma.taxonomy;

import dev.ring3.search.query.Query;
import java.util.Objects;

/** What became of a rule. */
public sealed interface Compiled {
  /** The events that it is about and that it looks for. */
  record Mapped(Query query) implements Compiled {
    public Mapped {
      Objects.requireNonNull(query);
    }
  }

  /** It cannot be a query, for this reason. */
  record Unmapped(String reason) implements Compiled {
    public Unmapped {
      Objects.requireNonNull(reason);
    }
  }
}
