package dev.ring3.collector.sensor.windows.watch;

import dev.ring3.collector.sensor.Ability.Lack;
import java.util.List;

/**
 * Says that it is time to look before the time. It may be opened again after it was closed. For one
 * thread at a time, which is {@code ring3-collect} for {@link #changed} and {@link #refresh}.
 */
public interface Wake extends AutoCloseable {
  /** For what only comes with time. */
  Wake NEVER =
      new Wake() {
        @Override
        public boolean changed() {
          return false;
        }

        @Override
        public void close() {}
      };

  /**
   * Begins to watch, as far as that can be done on any thread.
   *
   * @return what Windows does not tell here, and so is found in time only
   */
  default List<Lack> open() {
    return List.of();
  }

  /** Whether something may have changed since the last call. Does not wait. */
  boolean changed();

  /** Looks for more to watch. */
  default void refresh() {}

  @Override
  void close();
}
