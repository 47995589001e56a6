package dev.ring3.search.detect.indicators.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Streams through JSON of any size and hands on the objects of arrays of one name, wherever they
 * are: their direct values, without what is nested. Memory: one object of at most {@link #NAMES}
 * values.
 */
final class JsonElements {
  /** Values of an object that are kept. */
  private static final int NAMES = 64;

  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .build())
          .build();

  private JsonElements() {}

  /** Takes the values of one object. */
  interface Action {
    void accept(Map<String, String> values, String line);
  }

  /**
   * Reads to the end.
   *
   * @param array the name of the arrays
   * @throws IOException if it is no JSON from somewhere on
   */
  static void forEach(InputStream in, String array, Action action) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && array.equals(parser.currentName())) {
          elements(parser, action);
        }
      }
    } catch (JacksonException e) {
      throw new IOException(
          "line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": no JSON from here on: "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static void elements(JsonParser parser, Action action) {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        String line = Integer.toString(parser.currentTokenLocation().getLineNr());
        action.accept(values(parser), line);
      } else if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      }
    }
  }

  private static Map<String, String> values(JsonParser parser) {
    Map<String, String> values = new HashMap<>();
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && values.size() < NAMES) {
        values.put(parser.currentName(), parser.getString());
      }
    }
    return values;
  }
}
