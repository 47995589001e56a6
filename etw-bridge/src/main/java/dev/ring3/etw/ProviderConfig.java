package dev.ring3.etw;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a session asks of a provider (EnableTraceEx2).
 *
 * @param guid of the provider
 * @param level the most verbose level that is wanted, 1 to 5; 0 for all
 * @param any events with one of these keywords are wanted; 0 for all
 * @param all and only those that have all of these
 * @param properties what Windows is to add to each record
 * @param rundown whether the provider is to tell what is there already
 * @param filter bytes that mean something to this provider only, at most 1,024
 * @param ids numbers of the events that are wanted, at most 64; none for all
 */
public record ProviderConfig(
    UUID guid,
    int level,
    long any,
    long all,
    Set<Property> properties,
    boolean rundown,
    List<Byte> filter,
    SortedSet<Integer> ids) {
  static final int MAX_FILTER = 1024;
  static final int MAX_IDS = 64;

  /** What Windows adds to a record (EVENT_ENABLE_PROPERTY_*). */
  public enum Property {
    SID(0x1),
    SESSION(0x2),
    STACK(0x4),
    START_KEY(0x80),
    CONTAINER(0x800);

    private final int bit;

    Property(int bit) {
      this.bit = bit;
    }

    int bit() {
      return bit;
    }
  }

  public ProviderConfig {
    Objects.requireNonNull(guid);
    Objects.checkIndex(level, 256);
    properties = Set.copyOf(properties);
    filter = List.copyOf(filter);
    ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    if (filter.size() > MAX_FILTER || ids.size() > MAX_IDS) {
      throw new IllegalArgumentException(
          guid + ": a filter has at most " + MAX_FILTER + " bytes or " + MAX_IDS + " events");
    }
    ids.forEach(id -> Objects.checkIndex(id, 65_536));
  }

  /** All events of a provider, with nothing added. */
  public static ProviderConfig all(UUID guid) {
    return new ProviderConfig(guid, 0, 0, 0, Set.of(), false, List.of(), new TreeSet<>());
  }
}
