package dev.ring3.search.index.find;

import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** When a search has to end. Safe for any thread. */
public final class Deadline implements QueryTimeout {
  private final long limitNanos;
  private final long end;

  /** So long from now. */
  public Deadline(Duration limit) {
    limitNanos = limit.toNanos();
    end = System.nanoTime() + limitNanos;
  }

  @Override
  public boolean shouldExit() {
    return System.nanoTime() - end > 0;
  }

  /**
   * Returns while there is time left.
   *
   * @throws SearchLimitException after that
   */
  public void check() {
    if (shouldExit()) {
      throw exceeded();
    }
  }

  SearchLimitException exceeded() {
    return new SearchLimitException(
        "the search took more than "
            + Duration.ofNanos(limitNanos).toSeconds()
            + " s: narrow the time range or the case, or avoid a leading wildcard");
  }
}
