package dev.ring3.search.sigma.rule;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Query;
import java.util.Objects;

/** What one value of a field has to be, after all modifiers. */
public sealed interface SigmaValue {
  /** A text; upper and lower case are the same unless {@code isCased}. */
  record Text(SigmaText text, boolean isCased) implements SigmaValue {
    public Text {
      Objects.requireNonNull(text);
    }
  }

  /** A whole number, which a text that is its decimal form is as well. */
  record Whole(long number) implements SigmaValue {}

  /** A regular expression, somewhere in the value. */
  record Expression(Criterion.Search search) implements SigmaValue {}

  /** An address in a block. */
  record Network(Criterion.Addresses block) implements SigmaValue {}

  /** A number between two others. */
  record Range(Criterion.Numbers range) implements SigmaValue {}

  /** A time with such a part. */
  record Part(Criterion.TimePart part) implements SigmaValue {}

  /** What another field of the same event says. */
  record FieldReference(String field, Query.Compare.Relation relation) implements SigmaValue {}

  /** Whether the field is there at all. */
  record Presence(boolean isThere) implements SigmaValue {}

  /** No value: the field is absent or empty. */
  record Nothing() implements SigmaValue {}
}
