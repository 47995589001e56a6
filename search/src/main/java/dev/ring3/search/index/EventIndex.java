package dev.ring3.search.index;

import dev.ring3.search.index.live.LiveReaders;
import dev.ring3.search.index.live.SlicesOnDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/**
 * All that can be searched: the live events of this host, under the name {@link LiveReaders#NAME},
 * and the cases. Safe for any thread; closes the live events' readers, not the cases.
 */
public final class EventIndex implements AutoCloseable {
  private final Cases cases;
  private final LiveReaders live;
  private final SourceNameCache names = new SourceNameCache();

  public EventIndex(Cases cases, LiveReaders live) {
    this.cases = Objects.requireNonNull(cases);
    this.live = Objects.requireNonNull(live);
  }

  /** The cases, and the live events that another process may be writing beside them. */
  public static EventIndex over(Cases cases) {
    return new EventIndex(cases, new SlicesOnDisk(cases.data()));
  }

  /** The names that can be searched: the live events first, then the cases, sorted. */
  public List<String> names() {
    List<String> all = new ArrayList<>();
    if (live.exist()) {
      all.add(LiveReaders.NAME);
    }
    all.addAll(cases.names());
    return all;
  }

  /**
   * The live events; nothing where none were ever collected.
   *
   * @throws CaseException if they cannot be read
   */
  public Optional<LiveStatus> live() {
    if (!live.exist()) {
      return Optional.empty();
    }
    List<Snapshot.Part> parts = new ArrayList<>();
    acquire(LiveReaders.NAME, parts);
    try (Snapshot all = new Snapshot(parts, List.of(), names, Duration.ofMinutes(1))) {
      return Optional.of(all.status(live.bytes()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens what is to be searched together.
   *
   * @param limit time until searches over it are stopped
   * @throws CaseException if one of them does not exist or cannot be read
   */
  public Snapshot open(Collection<String> wanted, Duration limit) {
    List<Snapshot.Part> parts = new ArrayList<>();
    try {
      for (String name : wanted) {
        acquire(name, parts);
      }
      return new Snapshot(parts, List.of(), names, limit);
    } catch (CaseException e) {
      release(parts);
      throw e;
    }
  }

  /** Opens all that can be read; the snapshot says what cannot. */
  public Snapshot openAll(Duration limit) {
    List<Snapshot.Part> parts = new ArrayList<>();
    List<CaseStatus.Unreadable> unreadable = new ArrayList<>();
    for (String name : names()) {
      try {
        acquire(name, parts);
      } catch (CaseException e) {
        unreadable.add(new CaseStatus.Unreadable(name, String.valueOf(e.getMessage())));
      }
    }
    return new Snapshot(parts, unreadable, names, limit);
  }

  private void acquire(String name, List<Snapshot.Part> parts) {
    if (!name.equals(LiveReaders.NAME)) {
      parts.add(new Snapshot.Part(name, cases.acquire(name)));
      return;
    }
    if (!live.exist()) {
      throw new CaseException("no live events yet: ring3 run or ring3 collect collects them");
    }
    try {
      for (DirectoryReader slice : live.acquire()) {
        parts.add(new Snapshot.Part(name, slice));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static CaseException unreadable(IOException e) {
    return new CaseException(
        "the live events cannot be read: "
            + e.getMessage()
            + ": if it stays so, delete the damaged folder in the data directory's live",
        e);
  }

  private static void release(List<Snapshot.Part> parts) {
    for (Snapshot.Part part : parts) {
      try {
        part.reader().decRef();
      } catch (IOException e) {
        throw new CaseException("cannot close " + part.caseName() + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void close() {
    live.close();
  }
}
