package dev.ring3.search.sigma.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a rule looks for.
 *
 * @param selections by name, in the order of the file
 * @param condition names no others
 */
public record Detection(Map<String, Selection> selections, Condition condition) {
  public Detection {
    selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
    Objects.requireNonNull(condition);
  }
}
