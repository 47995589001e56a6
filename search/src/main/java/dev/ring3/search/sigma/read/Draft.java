package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;
import dev.ring3.search.sigma.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An item between two modifiers. */
final class Draft {
  /** Values that all expansions of one item may come to. */
  static final int MOST_VALUES = 20_000;

  /**
   * A value and how it was written.
   *
   * @param written only good for modifiers that come first
   * @param isBytes whether each character of the text stands for one byte
   */
  record Value(Place place, String written, SigmaValue value, boolean isBytes) {
    Value with(SigmaValue changed) {
      return new Value(place, written, changed, false);
    }

    Value withBytes(String bytes) {
      return new Value(place, written, new SigmaValue.Text(SigmaText.literal(bytes), false), true);
    }

    /** The value as a text; a number is its decimal form. */
    SigmaText text(Modifier modifier) {
      return switch (value) {
        case SigmaValue.Text text -> text.text();
        case SigmaValue.Whole number -> SigmaText.literal(Long.toString(number.number()));
        case SigmaValue other ->
            throw new MistakeException(
                place, "'" + modifier.word() + "' needs a text", "quote the value or reorder");
      };
    }
  }

  final Place place;
  List<Value> values;
  boolean needsAll;
  boolean isNegated;

  Draft(Place place, List<Value> values) {
    this.place = place;
    this.values = List.copyOf(values);
  }

  /** Changes each value. */
  void each(UnaryOperator<Value> change) {
    values = values.stream().map(change).toList();
  }

  /** Puts several values in the place of each. */
  void expand(Function<Value, List<Value>> expansion) {
    List<Value> all = new ArrayList<>();
    for (Value value : values) {
      all.addAll(expansion.apply(value));
      if (all.size() > MOST_VALUES) {
        throw new MistakeException(
            value.place(), "more than " + MOST_VALUES + " values", "split the rule");
      }
    }
    values = List.copyOf(all);
  }

  /** Changes each text. */
  void eachText(Modifier modifier, UnaryOperator<SigmaText> change) {
    each(
        value ->
            value.with(
                new SigmaValue.Text(
                    change.apply(value.text(modifier)),
                    value.value() instanceof SigmaValue.Text text && text.isCased())));
  }
}
