package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.SigmaDocument;
import java.util.List;

/** What was read in one file. */
public record SigmaFile(List<SigmaDocument> documents, List<Finding> findings) {
  public SigmaFile {
    documents = List.copyOf(documents);
    findings = List.copyOf(findings);
  }

  /** Those findings that made a document unusable. */
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
