package dev.ring3.search.detect.correlate;

import dev.ring3.collector.event.Event;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Names;
import dev.ring3.search.query.Query;
import dev.ring3.search.query.match.EventMatcher;
import dev.ring3.search.sigma.rule.About;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule whose hits correlations look at. For one thread. */
final class Source {
  private final About about;
  private final List<String> names;
  private final List<List<Reading>> places;
  private final List<Feed> feeds;

  /** A place, ready to be read. */
  static final class Reading {
    private final @Nullable EventMatcher when;
    private final Name name;

    Reading(Names.Place place) {
      this.when = place.when() instanceof Query.All ? null : new EventMatcher(place.when());
      this.name = place.name();
    }

    Optional<String> value(Event event) {
      return when == null || when.matches(event) ? Hit.value(name, event) : Optional.empty();
    }
  }

  /**
   * @param places where events have the value of each name
   * @param feeds the correlations that look at its hits
   */
  Source(About about, List<String> names, List<List<Names.Place>> places, List<Feed> feeds) {
    this.about = about;
    this.names = List.copyOf(names);
    this.places = places.stream().map(all -> all.stream().map(Reading::new).toList()).toList();
    this.feeds = List.copyOf(feeds);
  }

  About about() {
    return about;
  }

  /** The fields whose values its hits keep. */
  List<String> names() {
    return names;
  }

  List<Reading> places(int name) {
    return places.get(name);
  }

  boolean isAnyPlace(Predicate<Name> which) {
    return places.stream().flatMap(List::stream).anyMatch(place -> which.test(place.name));
  }

  List<Feed> feeds() {
    return feeds;
  }
}
