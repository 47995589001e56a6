package dev.ring3.collector.event;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The part of an event's values that only its source names, in the order of the names. */
final class SourceValues extends AbstractMap<String, String> {
  private final Shape shape;
  private final Object[] values;

  /**
   * @param values by place; not copied, and not changed
   */
  SourceValues(Shape shape, Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  private String value(int place) {
    return (String) values[place];
  }

  @Override
  public int size() {
    return shape.size() - shape.fields();
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    int place = place(name);
    return place < 0 ? null : value(place);
  }

  private int place(@Nullable Object name) {
    return name instanceof String text ? shape.placeOf(text) : -1;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int place = shape.fields(); place < shape.size(); place++) {
      action.accept(shape.name(place), value(place));
    }
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return SourceValues.this.size();
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next = shape.fields();

    @Override
    public boolean hasNext() {
      return next < shape.size();
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(shape.name(next), value(next++));
    }
  }
}
