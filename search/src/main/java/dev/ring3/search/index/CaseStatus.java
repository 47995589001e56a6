package dev.ring3.search.index;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A case as it is on disk. */
public sealed interface CaseStatus {
  String name();

  /**
   * A case that can be searched.
   *
   * @param events committed ones
   * @param bytes on disk
   * @param first time of the earliest event; null if there is none
   * @param last time of the latest event; null if there is none
   * @param imports finished ones, oldest first
   */
  record Intact(
      String name,
      long events,
      long bytes,
      @Nullable Instant first,
      @Nullable Instant last,
      Instant created,
      List<ImportedFile> imports)
      implements CaseStatus {
    public Intact {
      Objects.requireNonNull(created);
      imports = List.copyOf(imports);
    }

    /** The time between the earliest and the latest event, both included. */
    public Optional<TimeRange> span() {
      return first == null || last == null
          ? Optional.empty()
          : Optional.of(new TimeRange(first, last.plusNanos(1)));
    }
  }

  /**
   * A case that cannot be read.
   *
   * @param problem what is wrong and what to do
   */
  record Unreadable(String name, String problem) implements CaseStatus {}
}
