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
    System.out.println(warnings);
  }

  @Test
  void rulesAreMappedOrSayWhyNot() {
    RuleCompiler compiler = new RuleCompiler(Taxonomy.load(), Placeholders.none());
    int mapped = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    for (SigmaFile file : SigmaHq.files()) {
      for (SigmaDocument document : file.documents()) {
        SigmaDocument.Rule rule = (SigmaDocument.Rule) document;
        switch (compiler.compile(rule)) {
          case Compiled.Mapped _mapped -> mapped++;
          case Compiled.Unmapped unmapped -> reasons.merge(unmapped.reason(), 1, Integer::sum);
        }
      }
    }
    System.out.println(mapped + " " + reasons);
  }
}
