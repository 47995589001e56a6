package dev.ring3.search.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.search.query.Query;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrematureTest {
  private static final String RULE =
      """
      title: t
      logsource: {category: image_load, product: windows}
      detection:
        path: {ImageLoaded|endswith: a.dll}
        signed: {Signed: 'true'}
        hash: {Hashes|contains: 'MD5=00000000000000000000000000000000'}
        none: {Company: null}
        keyword: [mimikatz]
        condition: CONDITION
      """;

  private static Query query(String condition) {
    SigmaDocument rule =
        SigmaReader.read("t.yml", RULE.replace("CONDITION", condition)).documents().getFirst();
    return ((Compiled.Mapped)
            new RuleCompiler(Taxonomy.load(), Placeholders.none())
                .compile((SigmaDocument.Rule) rule))
        .query();
  }

  @ParameterizedTest
  @CsvSource({
    "path, false",
    "hash, false",
    "path and signed, false",
    "path and not signed, true",
    "not (path and signed), true",
    "path or not hash, true",
    "path and not (path and not signed), false",
    "hash and not path, false",
    "none, true",
    "not none, false",
    "keyword, false",
    "path and not keyword, true"
  })
  void whatMoreCouldTakeBackWaits(String condition, boolean isPremature) {
    assertEquals(isPremature, Premature.isPremature(query(condition)));
  }
}
