package dev.ring3.collector.normalize;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.List;
import java.util.Map;

/**
 * What one kind of Windows event becomes.
 *
 * @param type its type, unless a variant says otherwise
 * @param targets where its values go, by full source name
 * @param constants fields that this kind of event always has
 * @param variants tried in order; the first whose conditions hold adds to the rule
 */
record EventRule(
    EventType type,
    Map<String, Target> targets,
    Map<Field, String> constants,
    List<Variant> variants) {
  EventRule {
    targets = Map.copyOf(targets);
    constants = Map.copyOf(constants);
    variants = List.copyOf(variants);
  }

  /**
   * A special case of the event.
   *
   * @param when full source names and the values they must have, upper and lower case alike
   * @param type what it then is
   * @param targets where further values go
   * @param constants further fields
   */
  record Variant(
      Map<String, String> when,
      EventType type,
      Map<String, Target> targets,
      Map<Field, String> constants) {
    Variant {
      when = Map.copyOf(when);
      targets = Map.copyOf(targets);
      constants = Map.copyOf(constants);
    }

    boolean holds(Map<String, String> data) {
      for (Map.Entry<String, String> condition : when.entrySet()) {
        if (!condition.getValue().equalsIgnoreCase(data.get(condition.getKey()))) {
          return false;
        }
      }
      return true;
    }
  }
}
