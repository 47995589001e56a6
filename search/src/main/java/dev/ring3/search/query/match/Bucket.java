package dev.ring3.search.query.match;

import dev.ring3.search.query.match.value.LiteralAutomaton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queries about events that have one value. Immutable; one is equal to itself only. */
final class Bucket {
  private final List<Integer> always;
  private final Map<Integer, LiteralAutomaton> automata;

  private Bucket(List<Integer> always, Map<Integer, LiteralAutomaton> automata) {
    this.always = List.copyOf(always);
    this.automata = Map.copyOf(automata);
  }

  /** Those that any such event may match. */
  List<Integer> always() {
    return always;
  }

  /** What finds the others at a place; null if nothing does. */
  @Nullable LiteralAutomaton automaton(int place) {
    return automata.get(place);
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

    Bucket build() {
      Map<Integer, LiteralAutomaton> automata = new HashMap<>();
      byPlace.forEach((place, literals) -> automata.put(place, new LiteralAutomaton(literals)));
      return new Bucket(always, automata);
    }
  }
}
