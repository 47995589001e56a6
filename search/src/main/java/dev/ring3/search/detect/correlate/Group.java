package dev.ring3.search.detect.correlate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a correlation remembers of the occurrences that share the values of its group. */
final class Group {
  /** Entries that one group remembers; the oldest goes. */
  static final int MOST = 10_000;

  private final Node node;
  private final List<String> values;
  private final Duration timespan;
  private final boolean isSliding;
  private final @Nullable Tally tally;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private @Nullable Instant told;
  private @Nullable Instant opened;
  private long dropped;

  /**
   * @param values of {@code group-by}, as the first occurrence had them
   */
  Group(Node node, List<String> values) {
    this.node = node;
    this.values = List.copyOf(values);
    this.timespan = node.correlation().timespan();
    this.isSliding = node.isRising();
    this.tally = isSliding ? Tally.of(node) : null;
  }

  List<String> values() {
    return values;
  }

  ArrayDeque<Entry> entries() {
    return entries;
  }

  /** When the group was told of last, if it was. */
  Optional<Instant> told() {
    return Optional.ofNullable(told);
  }

  /** When the window that is open began, if one is. */
  Optional<Instant> opened() {
    return Optional.ofNullable(opened);
  }

  /** Entries that had to go before their time was over. */
  long dropped() {
    return dropped;
  }

  /** Goes on as another run left it, before its entries are added. */
  void resume(@Nullable Instant toldThen, @Nullable Instant openedThen, long droppedThen) {
    told = toldThen;
    opened = openedThen;
    dropped = droppedThen;
  }

  /** Remembers an entry, the latest; those that leave the window go, and the oldest of too many. */
  void add(Entry entry) {
    if (isSliding) {
      while (!entries.isEmpty()
          && Tally.isOver(entries.getFirst().time(), entry.time(), timespan)) {
        forgetFirst();
      }
    } else if (opened == null) {
      opened = entry.time();
    }
    if (entries.size() >= MOST) {
      forgetFirst();
      dropped++;
    }
    entries.addLast(entry);
    if (tally != null) {
      tally.add(entry);
    }
  }

  private void forgetFirst() {
    Entry first = entries.removeFirst();
    if (tally != null) {
      tally.remove(first);
    }
  }

  /** When the open window is over; {@link Instant#MAX} if that is beyond all times. */
  Instant closes() {
    try {
      return opened == null ? Instant.MAX : opened.plus(timespan);
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  /** Whether nothing of it can be of use after that time. */
  boolean isOver(Instant now) {
    return isSliding
        && (entries.isEmpty() || Tally.isOver(entries.getLast().time(), now, timespan))
        && (told == null || Tally.isOver(told, now, timespan));
  }

  /** What the sliding window that ends with the last entry amounts to, if that is enough. */
  Optional<Match> found() {
    if (tally == null || !node.holds(tally.value())) {
      return Optional.empty();
    }
    Instant time = entries.getLast().time();
    if (told == null || Tally.isOver(told, time, timespan)) {
      told = time;
      return Optional.of(match(time, tally.value(), 0));
    }
    boolean isAsked = node.feeds().stream().anyMatch(Feed::isTemporal);
    return isAsked ? Optional.of(again(time, tally.value())) : Optional.empty();
  }

  /** The state that was told of goes on; who did it is not gathered again. */
  private Match again(Instant time, double value) {
    return new Match(
        node.about(),
        node.correlation().type().word(),
        node.named(values),
        time,
        entries.getFirst().start(),
        time,
        value,
        entries.size(),
        List.of(),
        List.of(),
        false,
        entries.getLast().last());
  }

  /** Ends the window that is open. */
  Optional<Match> close() {
    Instant time = closes();
    OptionalDouble held =
        Arrays.stream(Measure.of(node, entries, entries.size() + dropped))
            .filter(node::holds)
            .findFirst();
    Optional<Match> match =
        held.isPresent() ? Optional.of(match(time, held.getAsDouble(), dropped)) : Optional.empty();
    entries.clear();
    opened = null;
    dropped = 0;
    return match;
  }

  private Match match(Instant time, double value, long more) {
    return new Match(
        node.about(),
        node.correlation().type().word(),
        node.named(values),
        time,
        entries.stream().map(Entry::start).min(Instant::compareTo).orElse(time),
        entries.getLast().time(),
        value,
        entries.stream().mapToLong(Entry::events).sum() + more,
        entries.stream()
            .mapToInt(Entry::input)
            .distinct()
            .sorted()
            .mapToObj(input -> node.inputs().get(input).title())
            .toList(),
        entries.stream().map(entry -> entry.last().who()).distinct().toList(),
        true,
        entries.getLast().last());
  }
}
