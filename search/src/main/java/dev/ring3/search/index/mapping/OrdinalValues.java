package dev.ring3.search.index.mapping;

import java.io.IOException;
import java.util.function.Function;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What the ordinals of a column stand for. Remembers {@value #PLACES} of them, as neighbours are
 * often alike and a dictionary is compressed. For one thread.
 *
 * @param <T> what is made of a term
 */
final class OrdinalValues<T> {
  private static final int PLACES = 128;

  private final Dictionary dictionary;
  private final Function<String, T> read;
  private final long[] ordinals = new long[PLACES];
  private final @Nullable Object[] values = new @Nullable Object[PLACES];

  /** Where the terms of ordinals are; what it returns is valid until the next call. */
  interface Dictionary {
    BytesRef term(long ordinal) throws IOException;
  }

  OrdinalValues(Dictionary dictionary, Function<String, T> read) {
    this.dictionary = dictionary;
    this.read = read;
  }

  @SuppressWarnings("unchecked") // only what read returned is put there
  T of(long ordinal) throws IOException {
    int place = (int) ordinal & (PLACES - 1);
    Object known = values[place];
    if (known == null || ordinals[place] != ordinal) {
      known = read.apply(dictionary.term(ordinal).utf8ToString());
      values[place] = known;
      ordinals[place] = ordinal;
    }
    return (T) known;
  }
}
