package dev.ring3.collector.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object flat: names joined by dots, each with its values as text in order; the
 * elements of an array are values of the array's name. {@code null} counts as absent. Safe for any
 * thread.
 *
 * <p>Limits: 64 levels, 20,000 values an object, names of 1,000 characters; strings as long as the
 * document may be.
 */
final class FlatJson {
  private static final int MAX_VALUES = 20_000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(1_000)
                  .maxStringLength(JsonDocuments.MAX_BYTES)
                  .build())
          .build();

  private FlatJson() {}

  /**
   * @param json in UTF-8, over an array
   * @throws tools.jackson.core.JacksonException if it is not one JSON object within the limits
   */
  static Map<String, List<String>> read(ByteBuffer json) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    try (JsonParser parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), json.array(), json.arrayOffset(), json.remaining())) {
      parser.nextToken();
      object(parser, "", values, new int[1]);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "text after the object");
      }
    }
    return values;
  }

  private static void object(
      JsonParser parser, String prefix, Map<String, List<String>> values, int[] count) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      String full = prefix.isEmpty() ? name : prefix + '.' + name;
      value(parser, parser.nextToken(), full, values, count);
    }
  }

  private static void value(
      JsonParser parser,
      JsonToken token,
      String name,
      Map<String, List<String>> values,
      int[] count) {
    switch (token) {
      case START_OBJECT -> object(parser, name, values, count);
      case START_ARRAY -> {
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          value(parser, t, name, values, count);
        }
      }
      case VALUE_NULL -> {}
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        if (++count[0] > MAX_VALUES) {
          throw new StreamReadException(parser, "more than " + MAX_VALUES + " values");
        }
        values.merge(name, List.of(parser.getString()), FlatJson::joined);
      }
      case NOT_AVAILABLE, PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
          throw new StreamReadException(parser, "a value was expected");
    }
  }

  /** Few names have several values, so a list is made anew only for those. */
  private static List<String> joined(List<String> before, List<String> next) {
    List<String> both = before instanceof ArrayList<String> many ? many : new ArrayList<>(before);
    both.addAll(next);
    return both;
  }
}
