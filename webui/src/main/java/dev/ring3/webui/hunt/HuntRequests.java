package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import dev.ring3.search.index.TimeRange;
import dev.ring3.search.query.TimeSpan;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what an address says into what the index is asked. Safe for any thread. */
@Component
public final class HuntRequests {
  private final Clock clock;

  HuntRequests(Clock clock) {
    this.clock = clock;
  }

  /**
   * The request that a state means now.
   *
   * @throws TimeException if its times cannot be understood
   */
  public HuntRequest of(HuntState state) {
    Instant now = clock.instant();
    Instant from = span("from", state.from(), now).map(TimeSpan::from).orElse(Instant.MIN);
    Instant until = span("to", state.to(), now).map(TimeSpan::until).orElse(Instant.MAX);
    if (!until.isAfter(from)) {
      throw new TimeException("The time range ends before it starts: exchange from and to");
    }
    return new HuntRequest(state.query(), new TimeRange(from, until), scope(state), state.order());
  }

  /** Where a state looks. */
  public HuntScope scope(HuntState state) {
    String name = state.caseName();
    return name == null ? new HuntScope.AllCases() : HuntScope.of(name);
  }

  private static Optional<TimeSpan> span(String which, @Nullable String written, Instant now) {
    if (written == null) {
      return Optional.empty();
    }
    Optional<TimeSpan> span = TimeSpan.parse(written, now);
    if (span.isEmpty()) {
      throw new TimeException(
          "“"
              + written
              + "” in “"
              + which
              + "” is no time: write 2024-05-01, 2024-05-01T13:45:00Z or now-24h");
    }
    return span;
  }
}
