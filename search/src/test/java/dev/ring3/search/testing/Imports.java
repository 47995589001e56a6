package dev.ring3.search.testing;

import dev.ring3.collector.event.Event;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventWriter;
import dev.ring3.search.index.SourceFile;
import java.util.List;

/** Brings events into a case as if they came from a file. */
public final class Imports {
  private Imports() {}

  /** A file of that name; its hash follows from the name. */
  public static SourceFile file(String name) {
    return new SourceFile(name, "%064x".formatted(name.hashCode() & 0xffffffffL), 1);
  }

  /** Imports the events as one file and commits. */
  public static void into(Cases cases, String caseName, String file, List<Event> events) {
    try (CaseWriter writer = cases.write(caseName);
        EventWriter target = writer.begin(file(file))) {
      events.forEach(target);
      target.finish(events.size(), 0);
    }
  }
}
