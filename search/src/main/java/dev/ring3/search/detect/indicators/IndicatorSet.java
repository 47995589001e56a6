package dev.ring3.search.detect.indicators;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The indicators of some lists, to be looked for in events. Safe for any thread. */
public final class IndicatorSet {
  /** Values whose indicators are remembered, so that what is met often is read once. */
  private static final int REMEMBERED = 4_096;

  private final List<ListFile> lists;
  private final Map<IndicatorType, Fingerprints> fingerprints = new EnumMap<>(IndicatorType.class);
  private final BitSet prefixes = new BitSet();
  private volatile @Nullable String problem;
  private final Map<String, List<Found>> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Found>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** An indicator and its list. */
  public record Found(ListHeader list, Indicator indicator) {}

  IndicatorSet(List<ListFile> lists) {
    this.lists = List.copyOf(lists);
    for (IndicatorType type : IndicatorType.values()) {
      List<long[]> parts =
          lists.stream()
              .map(list -> list.fingerprints().getOrDefault(type, new long[0]))
              .filter(part -> part.length > 0)
              .toList();
      if (!parts.isEmpty()) {
        fingerprints.put(type, Fingerprints.of(parts));
      }
    }
    lists.forEach(list -> prefixes.or(list.prefixes()));
  }

  /** A set without indicators. */
  public static IndicatorSet none() {
    return new IndicatorSet(List.of());
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return fingerprints.isEmpty();
  }

  /** The lists. */
  public List<ListHeader> lists() {
    return lists.stream().map(ListFile::header).toList();
  }

  /** How many indicators there are, those in several lists counted for each. */
  public long size() {
    return fingerprints.values().stream().mapToLong(Fingerprints::size).sum();
  }

  /** The kinds of which there are any. */
  List<IndicatorType> kinds() {
    return List.copyOf(fingerprints.keySet());
  }

  /**
   * Hands on each indicator that an event has and that was valid at its time, once. Alerts have
   * none.
   */
  public void match(Event event, Consumer<Met> met) {
    if (event.type() == EventType.ALERT || fingerprints.isEmpty()) {
      return;
    }
    boolean isPipe =
        event.type() == EventType.PIPE_CREATE || event.type() == EventType.PIPE_CONNECT;
    Set<Found> told = new HashSet<>();
    for (IndicatorType type : fingerprints.keySet()) {
      for (Field field : type.fields()) {
        if (event.has(field) && Keys.isAsked(type, field, isPipe)) {
          for (String value : event.texts(field)) {
            find(type, value).stream()
                .filter(found -> found.indicator().isValidAt(event.time()))
                .filter(told::add)
                .map(found -> new Met(found.list(), found.indicator(), field, value))
                .forEach(met);
          }
        }
      }
    }
  }

  /** Why an indicator that was met could not be read, if that happened. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** The indicators of a kind that a value of an event is. */
  List<Found> find(IndicatorType type, String value) {
    Fingerprints of = fingerprints.get(type);
    if (of == null) {
      return List.of();
    }
    List<Found> all = new ArrayList<>();
    Keys.of(
        type,
        value,
        prefixes,
        key -> {
          long fingerprint = Fingerprint.of(type, key, 0);
          if (of.has(fingerprint)) {
            all.addAll(read(type, key, fingerprint));
          }
        });
    return all;
  }

  /** The indicators that a value is, whatever its kind. */
  public List<Found> find(String value) {
    List<Found> all = new ArrayList<>();
    for (IndicatorType type : fingerprints.keySet()) {
      all.addAll(find(type, value));
    }
    return all;
  }

  private List<Found> read(IndicatorType type, String key, long fingerprint) {
    String name = type.word() + " " + key;
    synchronized (remembered) {
      List<Found> known = remembered.get(name);
      if (known != null) {
        return known;
      }
    }
    List<Found> found = new ArrayList<>();
    for (ListFile list : lists) {
      try {
        Optional<Indicator> indicator = list.find(type, key, fingerprint);
        indicator.ifPresent(each -> found.add(new Found(list.header(), each)));
      } catch (IOException e) {
        problem =
            "the list of indicators " + list.header().name() + " cannot be read: " + e.getMessage();
      }
    }
    synchronized (remembered) {
      remembered.put(name, List.copyOf(found));
    }
    return found;
  }
}
