package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Numbers;
import java.util.Optional;

/** Texts that are numbers. */
final class NumberText {
  private NumberText() {}

  static boolean within(String value, Criterion.Numbers range) {
    Optional<Long> number = Numbers.parse(value);
    return number.isPresent()
        && range.from() <= number.orElseThrow()
        && number.orElseThrow() <= range.to();
  }
}
