package dev.ring3.collector.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened: a type, a time, the fields of the table {@link Field} that are known of
 * it, and what only its source names.
 *
 * <p>Immutable and safe for any thread. A field that is not known is absent, never empty. Time and
 * type are also fields ({@link Field#TIMESTAMP}, {@link Field#EVENT_ACTION} and its categories).
 */
public final class Event {
  private final EventType type;
  private final Instant time;
  private final Shape shape;

  /** By place of the shape. */
  private final Object[] values;

  private Event(EventType type, Instant time, Shape shape, Object[] values) {
    this.type = type;
    this.time = time;
    this.shape = shape;
    this.values = values;
  }

  /** Starts an event; {@code time} becomes {@code @timestamp}. */
  public static Builder of(EventType type, Instant time) {
    return new Builder(type, time);
  }

  public EventType type() {
    return type;
  }

  /** When it happened, as the source says it. */
  public Instant time() {
    return time;
  }

  /** Which fields and names of its source it has. */
  public Shape shape() {
    return shape;
  }

  /**
   * The value at a place of the {@link #shape}, as {@link #forEach} has it; a text under a source's
   * own name.
   */
  public Object value(int place) {
    return values[place];
  }

  /** Whether the field has a value. */
  public boolean has(Field field) {
    return value(field) != null;
  }

  /**
   * The value of a text, keyword, prose or address field; the first one where there are several.
   */
  public Optional<String> text(Field field) {
    return switch (value(field)) {
      case null -> Optional.empty();
      case String one -> Optional.of(one);
      case List<?> many -> Optional.of((String) many.getFirst());
      case Object other -> Optional.of(other.toString());
    };
  }

  /** All values of a text, keyword, prose or address field, in order; none if it is absent. */
  public List<String> texts(Field field) {
    return switch (value(field)) {
      case null -> List.of();
      case List<?> many -> many.stream().map(String.class::cast).toList();
      case Object one -> List.of(one.toString());
    };
  }

  /** The value of a {@link FieldType#LONG} field. */
  public OptionalLong number(Field field) {
    return value(field) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** The value of a {@link FieldType#DATE} field. */
  public Optional<Instant> instant(Field field) {
    return value(field) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  /**
   * Calls {@code action} for each known field in the order of the table. The value is of the class
   * that the field's type names, or an unmodifiable {@code List<String>} for a field of which there
   * are many.
   */
  public void forEach(BiConsumer<Field, Object> action) {
    for (int place = 0; place < shape.fields(); place++) {
      action.accept(shape.field(place), values[place]);
    }
  }

  /**
   * What only the source names, such as {@code winlog.event_data.TaskName}, in the order of the
   * names; unmodifiable. A value that a field of the table holds in the same words is not repeated
   * here.
   */
  public Map<String, String> source() {
    return new SourceValues(shape, values);
  }

  /** A builder that starts with everything this event has. */
  public Builder toBuilder() {
    Builder builder = new Builder(type, time);
    forEach(builder.known::put);
    builder.source.putAll(source());
    return builder;
  }

  private @Nullable Object value(Field field) {
    int place = shape.placeOf(field);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    return other instanceof Event that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    Map<String, Object> all = new LinkedHashMap<>();
    forEach((field, value) -> all.put(field.ecs(), value));
    all.putAll(source());
    return all.toString();
  }

  /** Collects an event's values. For one thread. */
  public static final class Builder {
    private EventType type;
    private Instant time;
    private final EnumMap<Field, Object> known = new EnumMap<>(Field.class);
    private final TreeMap<String, String> source = new TreeMap<>();

    private Builder(EventType type, Instant time) {
      this.type = Objects.requireNonNull(type);
      this.time = Objects.requireNonNull(time);
    }

    public EventType type() {
      return type;
    }

    public Instant time() {
      return time;
    }

    public Builder type(EventType type) {
      this.type = Objects.requireNonNull(type);
      return this;
    }

    public Builder time(Instant time) {
      this.time = Objects.requireNonNull(time);
      return this;
    }

    /** Sets a text, keyword, prose or address field; an empty value leaves the field absent. */
    public Builder set(Field field, String value) {
      require(field, String.class);
      if (value.isEmpty()) {
        return this;
      }
      known.put(field, field.cardinality() == Field.Cardinality.MANY ? List.of(value) : value);
      return this;
    }

    /** Sets a {@link FieldType#LONG} field. */
    public Builder set(Field field, long value) {
      require(field, Long.class);
      known.put(field, value);
      return this;
    }

    /** Sets a {@link FieldType#DATE} field. */
    public Builder set(Field field, Instant value) {
      require(field, Instant.class);
      known.put(field, value);
      return this;
    }

    /** Sets a {@link FieldType#BOOLEAN} field. */
    public Builder set(Field field, boolean value) {
      require(field, Boolean.class);
      known.put(field, value);
      return this;
    }

    /** Sets a field of which there are many; equal values are kept once, empty ones dropped. */
    public Builder setAll(Field field, List<String> many) {
      require(field, String.class);
      if (field.cardinality() == Field.Cardinality.ONE) {
        throw new IllegalArgumentException(field.ecs() + " has one value");
      }
      List<String> distinct = many.stream().filter(v -> !v.isEmpty()).distinct().toList();
      if (!distinct.isEmpty()) {
        known.put(field, distinct);
      }
      return this;
    }

    /** Adds a value to a field of which there are many. */
    public Builder add(Field field, String value) {
      List<String> all = new ArrayList<>();
      if (known.get(field) instanceof List<?> before) {
        before.forEach(v -> all.add((String) v));
      }
      all.add(value);
      return setAll(field, all);
    }

    /** Keeps a value under the source's own name. */
    public Builder source(String name, String value) {
      source.put(name, value);
      return this;
    }

    /** The value kept so far under a source's own name. */
    public Optional<String> source(String name) {
      return Optional.ofNullable(source.get(name));
    }

    public boolean has(Field field) {
      return known.containsKey(field);
    }

    /** The text set so far for a field of one value. */
    public Optional<String> text(Field field) {
      return known.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The texts set so far, in order; none if there are none. */
    public List<String> texts(Field field) {
      return switch (known.get(field)) {
        case List<?> many -> many.stream().map(String.class::cast).toList();
        case String one -> List.of(one);
        case null -> List.of();
        case Object _other -> List.of();
      };
    }

    /** The number set so far. */
    public OptionalLong number(Field field) {
      return known.get(field) instanceof Long number
          ? OptionalLong.of(number)
          : OptionalLong.empty();
    }

    /** The point in time set so far. */
    public Optional<Instant> instant(Field field) {
      return known.get(field) instanceof Instant instant ? Optional.of(instant) : Optional.empty();
    }

    /** The event; the builder can go on to be used. */
    public Event build() {
      settle();
      return new Event(type, time, shape(), values());
    }

    /** The same; what it has in common with the events before it are the same objects. */
    public Event build(Recurring recurring) {
      settle();
      Shape shape = recurring.shape(type, shape());
      Object[] values = values();
      recurring.values(shape, values);
      return new Event(type, time, shape, values);
    }

    private Shape shape() {
      return new Shape(
          known.keySet().toArray(Field[]::new), source.keySet().toArray(String[]::new));
    }

    private Object[] values() {
      Object[] values = new Object[known.size() + source.size()];
      int place = 0;
      for (Object value : known.values()) {
        values[place++] = value;
      }
      for (String value : source.values()) {
        values[place++] = value;
      }
      return values;
    }

    private void settle() {
      known.put(Field.TIMESTAMP, time);
      known.put(Field.EVENT_ACTION, type.action());
      known.put(Field.EVENT_CATEGORY, type.category());
      known.put(Field.EVENT_TYPE, type.type());
      known.putIfAbsent(Field.EVENT_KIND, type == EventType.ALERT ? "alert" : "event");
    }

    private static void require(Field field, Class<?> valueClass) {
      if (field.type().valueClass() != valueClass) {
        throw new IllegalArgumentException(
            field.ecs() + " is " + field.type() + ", not " + valueClass.getSimpleName());
      }
    }
  }
}
