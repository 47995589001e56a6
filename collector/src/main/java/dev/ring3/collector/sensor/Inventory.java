package dev.ring3.collector.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of things that a host has, and how to look at them.
 *
 * @param name people call it so
 * @param added what it is when one is new, by the name of an event type
 * @param changed when one is not as it was
 * @param removed when one is gone; empty if that is not worth telling
 * @param places files and folders whose changes say that it is time to look again
 * @param source looks at all
 */
public record Inventory(
    String name,
    String added,
    String changed,
    Optional<String> removed,
    List<Path> places,
    Source source) {
  /** Things of one kind at most; more are not looked at. */
  public static final int MAX_ITEMS = 20_000;

  public Inventory {
    places = List.copyOf(places);
  }

  /** Things of which it is told when they are gone. */
  public Inventory(
      String name, String added, String changed, String removed, List<Path> places, Source source) {
    this(name, added, changed, Optional.of(removed), places, source);
  }

  /**
   * One of the things.
   *
   * @param state is another when it was changed
   * @param values what is told of it, by ECS name, or by {@code linux.*} or {@code windows.*} where
   *     ECS has none
   */
  public record Item(String state, Map<String, String> values) {
    public Item {
      values = Map.copyOf(values);
    }
  }

  /** Looks at all things of a kind: what identifies each, and what it is. */
  public interface Source {
    Map<String, Item> look() throws IOException;
  }

  public Map<String, Item> look() throws IOException {
    return source.look();
  }
}
