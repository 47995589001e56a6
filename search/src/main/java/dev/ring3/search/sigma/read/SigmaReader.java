package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.LogSource;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.yaml.Place;
import dev.ring3.search.sigma.yaml.Yaml;
import dev.ring3.search.sigma.yaml.YamlException;
import dev.ring3.search.sigma.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the documents of one file: rules, correlations and filters. For one file. */
public final class SigmaReader {
  private final String file;
  private final List<SigmaDocument> documents = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Lint lint;

  private SigmaReader(String file) {
    this.file = file;
    this.lint = new Lint(file, findings);
  }

  /**
   * Reads a file's text.
   *
   * @param file its name, for findings
   */
  public static SigmaFile read(String file, String text) {
    SigmaReader reader = new SigmaReader(file);
    reader.read(text);
    return new SigmaFile(reader.documents, reader.findings);
  }

  private void read(String text) {
    try {
      Collection collection = new Collection();
      for (Yaml yaml : YamlReader.read(text)) {
        try {
          for (Yaml.Mapping document : collection.next(Nodes.mapping(yaml, "a document"))) {
            document(document);
          }
        } catch (MistakeException e) {
          findings.add(e.in(file));
        }
      }
    } catch (YamlException e) {
      String reason = String.valueOf(e.getMessage());
      findings.add(
          new Finding(
              file, e.place(), Finding.Severity.ERROR, "no YAML: " + reason, "correct the text"));
    }
  }

  private void document(Yaml.Mapping document) {
    About about = AboutReader.read(file, document);
    Optional<Yaml> correlation = document.at("correlation");
    Optional<Yaml> filter = document.at("filter");
    if (correlation.isPresent()) {
      documents.add(
          new SigmaDocument.Correlated(
              about,
              CorrelationReader.read(
                  Nodes.mapping(correlation.orElseThrow(), "correlation"), document)));
    } else if (filter.isPresent()) {
      Yaml.Mapping narrowing = Nodes.mapping(filter.orElseThrow(), "filter");
      documents.add(
          new SigmaDocument.Filter(
              about,
              logSource(document),
              rules(narrowing),
              new DetectionReader(lint).read(narrowing.without("rules"))));
    } else {
      Yaml detection = Nodes.require(document, "detection");
      documents.add(
          new SigmaDocument.Rule(
              about,
              logSource(document),
              new DetectionReader(lint).read(Nodes.mapping(detection, "detection"))));
    }
    lint.document(document);
  }

  private static List<String> rules(Yaml.Mapping filter) {
    Yaml rules = Nodes.require(filter, "rules");
    return rules instanceof Yaml.Scalar scalar && scalar.text().equals("any")
        ? List.of()
        : Nodes.texts(rules, "rules");
  }

  private static LogSource logSource(Yaml.Mapping document) {
    Yaml.Mapping written = Nodes.mapping(Nodes.require(document, "logsource"), "logsource");
    Optional<String> category = Nodes.text(written, "category");
    Optional<String> product = Nodes.text(written, "product");
    Optional<String> service = Nodes.text(written, "service");
    if (category.isEmpty() && product.isEmpty() && service.isEmpty()) {
      throw new MistakeException(
          written.place(), "empty logsource", "write a category, a product or a service");
    }
    return new LogSource(category.orElse(null), product.orElse(null), service.orElse(null));
  }

  /** Rule collections of Sigma 1: documents that set, drop or repeat what others have in common. */
  private static final class Collection {
    private Yaml.Mapping common = new Yaml.Mapping(Place.START, List.of());
    private Yaml.Mapping previous = common;

    /** The document to read; none for one that only prepares others. */
    List<Yaml.Mapping> next(Yaml.Mapping written) {
      String action = Nodes.text(written, "action").orElse("");
      Yaml.Mapping rest = written.without("action");
      return switch (action) {
        case "" -> List.of(keep(common.with(rest)));
        case "repeat" -> List.of(keep(previous.with(rest)));
        case "global" -> {
          common = common.with(rest);
          yield List.of();
        }
        case "reset" -> {
          common = new Yaml.Mapping(Place.START, List.of());
          yield List.of();
        }
        default ->
            throw new MistakeException(
                written.place(),
                "unknown action '" + action + "'",
                "write global, reset or repeat");
      };
    }

    private Yaml.Mapping keep(Yaml.Mapping document) {
      previous = document;
      return document;
    }
  }
}
