package dev.ring3.search.detect.exclude;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that are not raised.
 *
 * @param id names it for ever
 * @param query which alerts, in the hunt language over the fields of alerts
 * @param reason why, for those who wonder
 * @param author who said so
 * @param created when
 * @param expires when it ends; null for never
 */
public record Exclusion(
    String id,
    String query,
    String reason,
    String author,
    Instant created,
    @Nullable Instant expires) {
  /** Characters of the longest reason. */
  public static final int LONGEST_REASON = 1_000;

  public Exclusion {
    Objects.requireNonNull(id);
    Objects.requireNonNull(author);
    Objects.requireNonNull(created);
    if (query.isBlank()) {
      throw new IllegalArgumentException("without a query it would hide every alert");
    }
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "give a reason of at most " + LONGEST_REASON + " characters");
    }
  }

  /** When it ends, if it does. */
  public Optional<Instant> end() {
    return Optional.ofNullable(expires);
  }

  /** Whether it counts at that time. */
  public boolean isInForce(Instant now) {
    return expires == null || now.isBefore(expires);
  }
}
