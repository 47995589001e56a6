package dev.ring3.search.query.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** The queries about one kind of events. Immutable. */
final class Bucket {
  private final int[] always;
  private final int[] places;
  private final LiteralAutomaton[] automata;

  private Bucket(int[] always, int[] places, LiteralAutomaton[] automata) {
    this.always = always;
    this.places = places;
    this.automata = automata;
  }

  /** Adds to {@code candidates} the numbers of the queries that the event may match. */
  void candidates(EventValues event, Recent recent, BitSet candidates) {
    for (int number : always) {
      candidates.set(number);
    }
    for (int i = 0; i < places.length; i++) {
      for (String value : event.texts(places[i])) {
        if (value.length() >= automata[i].shortest()) {
          recent.find(automata[i], value, candidates);
        }
      }
    }
  }

  /** Collects the queries of a bucket. */
  static final class Builder {
    private final Slots slots;
    private final List<Integer> always = new ArrayList<>();
    private final Map<Integer, Map<String, List<Integer>>> byPlace = new TreeMap<>();

    Builder(Slots slots) {
      this.slots = slots;
    }

    void add(int number, Cover cover) {
      for (Cover.Needle needle : cover.needles()) {
        byPlace
            .computeIfAbsent(needle.place(slots), _p -> new LinkedHashMap<>())
            .computeIfAbsent(needle.text(), _t -> new ArrayList<>())
            .add(number);
      }
    }

    void addAlways(int number) {
      always.add(number);
    }

    /**
     * @param numbers gives each automaton one of its own
     */
    Bucket build(IntSupplier numbers) {
      return new Bucket(
          always.stream().mapToInt(n -> n).toArray(),
          byPlace.keySet().stream().mapToInt(n -> n).toArray(),
          byPlace.values().stream()
              .map(literals -> new LiteralAutomaton(numbers.getAsInt(), literals))
              .toArray(LiteralAutomaton[]::new));
    }
  }
}
