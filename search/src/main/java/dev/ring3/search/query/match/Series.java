package dev.ring3.search.query.match;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of the same kind that have the same fields and names, one after the other: four of five
 * values are those of the event before, so that what was made of them and found in them still
 * holds. For one thread.
 */
@SuppressWarnings("ReferenceEquality") // most values are the very objects of the event before
final class Series {
  private static final int OF_A_PLACE = 16;

  private final Shape shape;
  private final Kind kind;
  private final EventValues values;

  /** The places of values, in the order of the shape's. */
  private final int[] places;

  /** Not where several names of the source are one place. */
  private final boolean canGoOn;

  /** By place of the shape what to look for, and what was found in the last event. */
  private final Kind.@Nullable Look[] looks;

  private final int[][] found;

  /** Where the values are that make the kind. */
  private final int[] keys;

  private Event last;

  /** Of all that is remembered; a place counts as the characters that its entries take. */
  private int characters;

  /**
   * @param first the event
   * @param places of its values, in the order of its shape
   * @param values with those of the event
   * @param canGoOn whether each value has a place for itself
   * @param keys the fields whose values make the kind
   */
  Series(
      Event first,
      int[] places,
      EventValues values,
      boolean canGoOn,
      Kind kind,
      Field[] keys,
      Recent recent) {
    this.shape = first.shape();
    this.kind = kind;
    this.values = values;
    this.places = places;
    this.canGoOn = canGoOn;
    this.keys = Arrays.stream(keys).mapToInt(shape::placeOf).filter(at -> at >= 0).toArray();
    this.looks = new Kind.Look[places.length];
    this.found = new int[places.length][];
    this.last = first;
    this.characters = shape.characters() + OF_A_PLACE * places.length;
    for (int at = 0; at < places.length; at++) {
      int place = places[at];
      looks[at] = place >= 0 ? kind.at(place) : place == Slots.NONE ? kind.others() : null;
      Object value = first.value(at);
      found[at] = find(at, value, recent);
      characters += characters(value);
    }
  }

  /** Whether an event goes on with it. */
  boolean isContinuedBy(Event event) {
    if (!shape.equals(event.shape())) {
      return false;
    }
    for (int at : keys) {
      Object value = event.value(at);
      if (value != last.value(at) && !value.equals(last.value(at))) {
        return false;
      }
    }
    return true;
  }

  /** Goes on to the next event. */
  void next(Event event, Recent recent) {
    values.next(event);
    for (int at = 0; at < places.length; at++) {
      Object value = event.value(at);
      Object before = last.value(at);
      if (value != before) {
        put(at, value, before, recent);
      }
    }
    last = event;
  }

  private void put(int at, Object value, Object before, Recent recent) {
    boolean isSame = value.equals(before);
    if (places[at] >= 0) {
      values.put(places[at], value, isSame);
    }
    if (!isSame) {
      found[at] = find(at, value, recent);
      characters += characters(value) - characters(before);
    }
  }

  private int[] find(int at, Object value, Recent recent) {
    Kind.Look look = looks[at];
    if (look == null) {
      return Recent.NOTHING;
    }
    if (value instanceof String text) {
      return recent.find(look, text);
    }
    BitSet all = new BitSet();
    for (String text : EventValues.texts(value)) {
      for (int number : recent.find(look, text)) {
        all.set(number);
      }
    }
    return Recent.numbers(all);
  }

  private static int characters(Object value) {
    if (value instanceof String one) {
      return one.length();
    }
    return switch (value) {
      case List<?> many -> many.stream().mapToInt(one -> one.toString().length()).sum();
      case Object _other -> 0;
    };
  }

  /**
   * Whether events can go on with it: not where several names of the source are one place.
   *
   * @param mostCharacters that it may remember
   */
  boolean isWorthKeeping(int mostCharacters) {
    return canGoOn && characters <= mostCharacters;
  }

  /** The values of the last event. */
  EventValues values() {
    return values;
  }

  /** Adds the numbers of the queries that the last event may match. */
  void candidates(BitSet numbers) {
    for (int number : kind.always()) {
      numbers.set(number);
    }
    for (int[] some : found) {
      if (some != Recent.NOTHING) {
        for (int number : some) {
          numbers.set(number);
        }
      }
    }
  }
}
