package dev.ring3.webui.live;

import dev.ring3.search.index.live.LiveReaders;
import java.util.Optional;

/** Where live events and the state of the sensors come from. Safe for any thread. */
public sealed interface LiveSource extends AutoCloseable permits Collecting, Elsewhere {
  /** The live events. */
  LiveReaders events();

  /** How the sensors fare; nothing if nobody has ever collected into the data directory. */
  Optional<SensorReport> report();

  @Override
  void close();
}
