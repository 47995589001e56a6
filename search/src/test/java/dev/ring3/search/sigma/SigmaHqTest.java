package dev.ring3.search.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.search.sigma.read.Finding;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Compiled;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import dev.ring3.search.testing.SigmaHq;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All rules of SigmaHQ: read, checked, and given their meaning. */
class SigmaHqTest {
  @Test
  void everyRuleIsRead() {
    List<SigmaFile> files = SigmaHq.files();
    assertEquals(
        List.of(), files.stream().flatMap(file -> file.errors().stream()).limit(20).toList());
    assertEquals(3_777, files.stream().mapToInt(file -> file.documents().size()).sum());
    Map<String, Long> warnings =
        files.stream()
            .flatMap(file -> file.findings().stream())
            .collect(Collectors.groupingBy(Finding::reason, TreeMap::new, Collectors.counting()));
    assertEquals(Map.of(), warnings);
  }

  @Test
  void rulesAreMappedOrSayWhyNot() {
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    int mapped = 0;
    int withoutEvents = 0;
    int withoutPlaceholders = 0;
    Map<String, Integer> others = new TreeMap<>();
    for (SigmaFile file : SigmaHq.files()) {
      for (SigmaDocument document : file.documents()) {
        switch (compiler.compile((SigmaDocument.Rule) document)) {
          case Compiled.Mapped _mapped -> mapped++;
          case Compiled.Unmapped(String reason) when reason.startsWith("Ring3 has no events of") ->
              withoutEvents++;
          case Compiled.Unmapped(String reason) when reason.startsWith("no values of the place") ->
              withoutPlaceholders++;
          case Compiled.Unmapped(String reason) -> others.merge(reason, 1, Integer::sum);
        }
      }
    }
    assertEquals(Map.of(), others);
    assertEquals(3_179, mapped);
    assertEquals(16, withoutPlaceholders);
    assertEquals(582, withoutEvents);
  }
}
