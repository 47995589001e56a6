package dev.ring3.search.query;

import dev.ring3.collector.event.Field;
import java.util.List;
import java.util.Objects;

/**
 * Which source names have their values in a field of the table instead, because normalising renamed
 * them. Without it {@code winlog.event_data.Image} would find nothing in Sysmon's records.
 *
 * <p>Must be safe for any thread.
 */
@FunctionalInterface
public interface SourceRenames {
  /** The places where values of that name went; none if they stay under their own name. */
  List<Rename> of(String sourceName);

  /**
   * One such place.
   *
   * @param when which events this holds for, such as those of one provider and code
   * @param field where the value is in them, in the same words
   */
  record Rename(Query when, Field field) {
    public Rename {
      Objects.requireNonNull(when);
      Objects.requireNonNull(field);
    }
  }
}
