package dev.ring3.collector.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by name in the order of the names, in two arrays: an event is gone through by several
 * consumers, for which the nodes of a tree lie too far apart. Immutable.
 */
final class SourceValues extends AbstractMap<String, String> {
  private final String[] names;
  private final String[] values;

  /**
   * @param sorted by the names' natural order
   */
  SourceValues(SortedMap<String, String> sorted) {
    names = sorted.keySet().toArray(String[]::new);
    values = sorted.values().toArray(String[]::new);
  }

  /**
   * @param type of the event
   */
  SourceValues(EventType type, SortedMap<String, String> sorted, Recurring recurring) {
    names = recurring.names(type, sorted.keySet().toArray(String[]::new));
    values = sorted.values().toArray(String[]::new);
    recurring.values(names, values);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    int at = place(name);
    return at < 0 ? null : values[at];
  }

  private int place(@Nullable Object name) {
    return name instanceof String text ? Arrays.binarySearch(names, text) : -1;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(names[next], values[next++]);
    }
  }
}
