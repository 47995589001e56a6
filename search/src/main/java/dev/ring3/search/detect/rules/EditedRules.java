package dev.ring3.search.detect.rules;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.sigma.read.Finding;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules that people write or change themselves: files in {@code rules/sigma/edited}. They count
 * before all others, so that an edited rule takes the place of the one with the same id.
 */
public final class EditedRules {
  /** Characters of the longest file. */
  public static final int LONGEST = 262_144;

  static final String FOLDER = "edited";

  /** What the text is called while it has no file. */
  private static final String DRAFT = "rule";

  private final Path rules;

  /**
   * @param dataDirectory need not exist
   */
  public EditedRules(Path dataDirectory) {
    this.rules = dataDirectory.resolve("rules");
  }

  private Path sigma() {
    return rules.resolve("sigma");
  }

  /** Whether a rule comes from here. */
  public static boolean isEdited(About about) {
    return about.file().startsWith(FOLDER + "/");
  }

  /**
   * The text of the file that a rule is in; nothing if it is gone.
   *
   * @throws RulesException if it cannot be read
   */
  public Optional<String> source(About about) {
    Optional<String> own = OwnRules.source(about.file());
    if (own.isPresent()) {
      return own;
    }
    Path file = sigma().resolve(about.file()).normalize();
    try {
      return file.startsWith(sigma()) && Files.isRegularFile(file)
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new RulesException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a text means, by itself: its rules, what is wrong with it, and what cannot be run.
   *
   * @throws RulesException if it is too long, or the placeholders cannot be read
   */
  public RuleSet check(String text) {
    SigmaFile read = read(text);
    try {
      RuleCompiler compiler =
          new RuleCompiler(Taxonomy.load(), Placeholders.read(rules.resolve("placeholders")));
      return RuleSet.of(read.documents(), read.findings(), Set.of(), compiler);
    } catch (IOException e) {
      throw new RulesException("cannot read the placeholders: " + e.getMessage(), e);
    }
  }

  private static SigmaFile read(String text) {
    if (text.length() > LONGEST) {
      throw new RulesException("more than " + LONGEST + " characters: make several files of it");
    }
    return SigmaReader.read(DRAFT, text);
  }

  /**
   * Keeps a text; what was kept under the id of its first rule before goes.
   *
   * @return the id of its first rule
   * @throws RulesException if there is an error in it, or it cannot be written
   */
  public String save(String text) {
    SigmaFile read = read(text);
    Optional<Finding> error =
        read.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .findFirst();
    if (error.isPresent() || read.documents().isEmpty()) {
      throw new RulesException(error.map(Finding::toString).orElse("there is no rule in it"));
    }
    About first = read.documents().getFirst().about();
    try {
      OwnerOnly.createFolder(sigma());
      OwnerOnly.write(sigma().resolve(FOLDER).resolve(fileName(first)), text);
    } catch (IOException e) {
      throw new RulesException("cannot write the rule: " + e.getMessage(), e);
    }
    return hasId(first)
        ? first.id()
        : FOLDER + "/" + fileName(first) + first.id().substring(DRAFT.length());
  }

  /**
   * Takes an edited file away; the rule that it stood for counts again, if there is one.
   *
   * @throws RulesException if it cannot be deleted
   */
  public void remove(About about) {
    Path file = sigma().resolve(about.file()).normalize();
    if (!isEdited(about) || !file.startsWith(sigma().resolve(FOLDER))) {
      throw new RulesException(about.file() + " is none that was edited here");
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new RulesException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }

  /** Without an id of its own a rule is called by its file and line. */
  private static boolean hasId(About about) {
    return !about.id().startsWith(DRAFT + ":");
  }

  private static String fileName(About about) {
    String name = hasId(about) ? about.id() : about.title();
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "_");
    return plain.substring(0, Math.min(80, plain.length())) + ".yml";
  }
}
