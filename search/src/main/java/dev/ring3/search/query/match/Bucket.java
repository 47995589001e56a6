package dev.ring3.search.query.match;

import dev.ring3.search.query.match.value.LiteralSearch;
import dev.ring3.search.query.match.value.PieceCounts;
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
  private final Map<Integer, LiteralSearch> searches;

  private Bucket(List<Integer> always, Map<Integer, LiteralSearch> searches) {
    this.always = List.copyOf(always);
    this.searches = Map.copyOf(searches);
  }

  /** Those that any such event may match. */
  List<Integer> always() {
    return always;
  }

  /** What finds the others at a place; null if nothing does. */
  @Nullable LiteralSearch search(int place) {
    return searches.get(place);
  }

  /** Collects the queries of a bucket. */
  static final class Builder {
    private final Slots slots;
    private final PieceCounts pieces;
    private final List<Integer> always = new ArrayList<>();
    private final Map<Integer, Map<String, List<Integer>>> byPlace = new TreeMap<>();

    /**
     * @param pieces counts those of all buckets
     */
    Builder(Slots slots, PieceCounts pieces) {
      this.slots = slots;
      this.pieces = pieces;
    }

    void add(int number, Cover cover) {
      for (Cover.Needle needle : cover.needles()) {
        pieces.add(needle.text());
        byPlace
            .computeIfAbsent(needle.place(slots), _p -> new LinkedHashMap<>())
            .computeIfAbsent(needle.text(), _t -> new ArrayList<>())
            .add(number);
      }
    }

    void addAlways(int number) {
      always.add(number);
    }

    /** To be called when all buckets have all their queries. */
    Bucket build() {
      Map<Integer, LiteralSearch> searches = new HashMap<>();
      byPlace.forEach(
          (place, literals) -> searches.put(place, new LiteralSearch(literals, pieces)));
      return new Bucket(always, searches);
    }
  }
}
