package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Rest;
import dev.ring3.search.index.mapping.RestReader;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/**
 * Values too long to be terms, in lower case, read from the index or kept from the query before.
 * For one thread and one reader.
 *
 * <p>Memory: about as many bytes as it may keep. What comes when that is full is read anew each
 * time: every query goes through the same documents in the same order, so that forgetting the
 * oldest would forget what the next query starts with.
 */
public final class LongTexts {
  /** What a kept value costs besides its bytes. */
  private static final int OVERHEAD = 160;

  /** Of a character; most texts take half of that. */
  private static final int BYTES = 2;

  private final Map<Place, List<String>> kept = new HashMap<>();
  private long left;

  /** Which values: of a name, in a document of a segment. */
  private record Place(Object segment, int document, Name name) {}

  /**
   * @param bytes that may be kept; 0 to read each time
   */
  public LongTexts(long bytes) {
    this.left = bytes;
  }

  /** The values of a document that are under the name, in order. */
  List<String> of(Object segment, RestReader rests, int document, Name name) throws IOException {
    Place place = new Place(segment, document, name);
    List<String> known = kept.get(place);
    if (known == null) {
      known = read(rests, document, name);
      keep(place, known);
    }
    return known;
  }

  private void keep(Place place, List<String> values) {
    long size = OVERHEAD;
    for (String value : values) {
      size += (long) BYTES * value.length();
    }
    if (size <= left) {
      left -= size;
      kept.put(place, values);
    }
  }

  private static List<String> read(RestReader rests, int document, Name name) throws IOException {
    BytesRef bytes = rests.of(document);
    return bytes == null ? List.of() : Rest.values(bytes, name).stream().map(Fold::lower).toList();
  }
}
