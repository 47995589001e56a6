package dev.ring3.search.query.match;

import dev.ring3.search.query.match.value.FoldedText;
import dev.ring3.search.query.match.value.LiteralSearch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in events that are in the same buckets: each of their values is looked at once,
 * for all that any bucket wants of it. Immutable.
 */
final class Kind {
  /** What is looked for in a value. */
  static final class Look {
    private final int number;
    private final LiteralSearch[] searches;
    private final int shortest;
    private final int longest;

    private Look(int number, List<LiteralSearch> searches) {
      this.number = number;
      this.searches = searches.toArray(LiteralSearch[]::new);
      this.shortest = searches.stream().mapToInt(LiteralSearch::shortest).min().orElseThrow();
      this.longest = searches.stream().mapToInt(LiteralSearch::longest).max().orElseThrow();
    }

    /** Tells it from others of the same {@link Kinds}. */
    int number() {
      return number;
    }

    /** Nothing is in a text that is shorter. */
    int shortest() {
      return shortest;
    }

    /** Nothing that is looked for is longer. */
    int longest() {
      return longest;
    }

    /** Looks at a text from a place on, as {@link LiteralSearch#find} says. */
    void find(FoldedText text, int from, LiteralSearch.Found action) {
      for (LiteralSearch search : searches) {
        search.find(text, from, action);
      }
    }
  }

  private final int[] always;
  private final @Nullable Look[] byPlace;
  private final @Nullable Look others;

  private Kind(int[] always, @Nullable Look[] byPlace, @Nullable Look others) {
    this.always = always;
    this.byPlace = byPlace;
    this.others = others;
  }

  /** The queries that any such event may match. */
  int[] always() {
    return always;
  }

  /** What to look for in the values at a place; null if nothing. */
  @Nullable Look at(int place) {
    return byPlace[place];
  }

  /** What to look for in values under names of the source that no query has; null if nothing. */
  @Nullable Look others() {
    return others;
  }

  /** Makes kinds as events of them turn up. For one thread. */
  static final class Kinds {
    /** Kinds that are remembered: real sources have dozens; when there are more, it starts anew. */
    private static final int MOST = 512;

    private final Slots slots;
    private final Map<List<Bucket>, Kind> known = new HashMap<>();
    private final Map<List<LiteralSearch>, Look> looks = new HashMap<>();

    private int numbers;

    Kinds(Slots slots) {
      this.slots = slots;
    }

    /**
     * The kind of events that are in these buckets.
     *
     * @param buckets copied
     */
    Kind of(List<Bucket> buckets) {
      Kind kind = known.get(buckets);
      if (kind == null) {
        if (known.size() >= MOST) {
          known.clear();
          looks.clear();
        }
        kind = make(buckets);
        known.put(List.copyOf(buckets), kind);
      }
      return kind;
    }

    private Kind make(List<Bucket> buckets) {
      @Nullable Look[] byPlace = new Look[slots.count()];
      for (int place = Slots.ANY_TEXT + 1; place < byPlace.length; place++) {
        byPlace[place] = look(buckets, place);
      }
      return new Kind(
          buckets.stream()
              .flatMap(bucket -> bucket.always().stream())
              .mapToInt(number -> number)
              .toArray(),
          byPlace,
          look(buckets, Slots.ANYWHERE, Slots.ANY_TEXT));
    }

    private @Nullable Look look(List<Bucket> buckets, int place) {
      if (!slots.isSpoken(place)) {
        return look(buckets, new int[] {place});
      }
      return slots.isNumber(place)
          ? look(buckets, place, Slots.ANYWHERE)
          : look(buckets, place, Slots.ANYWHERE, Slots.ANY_TEXT);
    }

    private @Nullable Look look(List<Bucket> buckets, int... places) {
      List<LiteralSearch> searches = new ArrayList<>();
      for (Bucket bucket : buckets) {
        for (int place : places) {
          LiteralSearch search = bucket.search(place);
          if (search != null) {
            searches.add(search);
          }
        }
      }
      return searches.isEmpty()
          ? null
          : looks.computeIfAbsent(searches, all -> new Look(++numbers, all));
    }
  }
}
