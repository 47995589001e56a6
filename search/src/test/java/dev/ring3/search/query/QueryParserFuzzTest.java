package dev.ring3.search.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is typed, the parser answers with a query or with the one exception it promises. */
class QueryParserFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "\\",
          "*",
          "?",
          ":",
          "/",
          ">",
          ">=",
          "<",
          "-",
          "+",
          "!",
          "&&",
          "||",
          " ",
          " AND ",
          " OR ",
          " NOT ",
          " TO ",
          "process.name",
          "process.pid",
          "@timestamp",
          "source.ip",
          "message",
          "TaskName",
          "_exists_",
          "now",
          "now-1d/d",
          "2024-05-01",
          "10.0.0.0/8",
          "::1",
          "0x1f",
          "a",
          "é",
          "😀",
          "\ud83d",
          "\u0000",
          "\t",
          "~",
          "^",
          "99999999999");

  @Test
  void neverThrowsAnythingElseAndEnds() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int queries = 0;
    int refused = 0;
    for (int i = 0; i < 40_000; i++) {
      String text = text(random);
      try {
        Query query =
            Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> QueryParserTest.parse(text), () -> "seed " + seed);
        assertTrue(!query.toString().isEmpty());
        queries++;
      } catch (QueryException e) {
        refused++;
        assertTrue(
            e.column() >= 1 && e.column() <= text.length() + 1,
            () -> "column " + e.column() + " of '" + text + "' seed " + seed);
        assertTrue(!e.problem().isBlank() && !e.remedy().isBlank());
      } catch (RuntimeException e) {
        throw new AssertionError("'" + text + "' seed " + seed, e);
      }
    }
    assertTrue(queries > 1_000 && refused > 1_000, queries + " queries, " + refused + " refused");
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      if (random.nextInt(20) == 0) {
        text.append((char) random.nextInt(0x10000));
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }

  @Test
  void quotedValuesAreReadBackAsTheyAre() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      String value = text(random);
      if (value.isEmpty()) {
        continue;
      }
      Query query = QueryParserTest.parse(QueryText.match("user.name", value));
      Query expected =
          new Query.Match(
              new Name.OfField(dev.ring3.collector.event.Field.USER_NAME),
              new Criterion.Text(TextPattern.literal(value)));
      Assertions.assertEquals(expected, query, () -> "'" + value + "' seed " + seed);
    }
  }
}
