package dev.ring3.search.query;

import org.jspecify.annotations.Nullable;

/** A value as it was written, before a field's type gives it a meaning. */
sealed interface Written {
  /** Where it starts, from 1. */
  int column();

  /** A word or a text in quotes, with backslashes as {@link TextPattern#of} reads them. */
  record Value(int column, String text) implements Written {}

  /** Between slashes. */
  record Expression(int column, String text) implements Written {}

  /** From one value to another. */
  record Between(int column, @Nullable End from, @Nullable End to) implements Written {}

  /** One end of a range; an open end is null. */
  record End(int column, String text, boolean included) {}
}
