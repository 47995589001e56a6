package dev.ring3.search.detect.rules;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.detect.exclude.ExclusionFile;
import dev.ring3.search.detect.exclude.Exclusions;
import dev.ring3.search.query.QueryException;
import dev.ring3.search.sigma.read.Finding;
import dev.ring3.search.sigma.read.SigmaFile;
import dev.ring3.search.sigma.read.SigmaReader;
import dev.ring3.search.sigma.rule.LogSource;
import dev.ring3.search.sigma.rule.SigmaDocument;
import dev.ring3.search.sigma.taxonomy.Placeholders;
import dev.ring3.search.sigma.taxonomy.RuleCompiler;
import dev.ring3.search.sigma.taxonomy.Taxonomy;
import dev.ring3.search.sigma.yaml.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a data directory, in its folder {@code rules}, which is its owner's only:
 *
 * <ul>
 *   <li>{@code sigma/NAME/…} — rule files, as they were imported under a name; in {@code edited}
 *       those of {@link EditedRules}, which come first
 *   <li>{@code placeholders/NAME.txt} — the values of {@code %NAME%}, one a line
 *   <li>{@code exclusions.json} — alerts that are not raised
 *   <li>{@code disabled} — ids of the rules that raise no alerts, one a line
 * </ul>
 */
public final class RuleFolder {
  private final Path folder;
  private final ExclusionFile exclusions;

  /**
   * @param dataDirectory need not exist
   */
  public RuleFolder(Path dataDirectory) {
    this.folder = dataDirectory.resolve("rules");
    this.exclusions = new ExclusionFile(folder);
  }

  private Path sigma() {
    return folder.resolve("sigma");
  }

  private Path disabledFile() {
    return folder.resolve("disabled");
  }

  /**
   * A number that changes when rules are imported, enabled or disabled, or exclusions. Files that
   * people change in place count once the folder of their import is touched.
   */
  public long version() {
    long sum = modified(disabledFile()) + 31 * modified(folder.resolve("placeholders"));
    long files = 31 * modified(sigma()) + modified(sigma().resolve(EditedRules.FOLDER));
    return 31 * (31 * sum + files) + modified(exclusions().path());
  }

  /** When a file last changed, in milliseconds since 1970; 0 if there is none. */
  private static long modified(Path file) {
    try {
      return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Which of their alerts are not raised. */
  public ExclusionFile exclusions() {
    return exclusions;
  }

  /** Whether any rules were imported. */
  public boolean hasRules() {
    return Files.isDirectory(sigma());
  }

  /**
   * Reads and compiles all rules: those that come with Ring3, and those that were imported.
   *
   * @throws RulesException if the folder cannot be read
   */
  public RuleSet load() {
    return load(source -> true);
  }

  /**
   * Like {@link #load()}, only the rules about some log sources: others are not compiled.
   *
   * @throws RulesException if the folder cannot be read
   */
  public RuleSet load(Predicate<LogSource> wanted) {
    List<SigmaDocument> documents = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try {
      List<SigmaFile> read = files().parallelStream().map(this::read).toList();
      List<SigmaFile> all = new ArrayList<>(read.stream().filter(RuleFolder::isEdited).toList());
      all.addAll(OwnRules.read());
      all.addAll(read.stream().filter(file -> !isEdited(file)).toList());
      for (SigmaFile file : all) {
        file.documents().stream().filter(d -> isWanted(d, wanted)).forEach(documents::add);
        findings.addAll(file.findings());
      }
      RuleCompiler compiler =
          new RuleCompiler(Taxonomy.load(), Placeholders.read(folder.resolve("placeholders")));
      return RuleSet.of(documents, findings, disabled(), compiler)
          .with(new Exclusions(exclusions().read(), InstantSource.system()));
    } catch (IOException e) {
      throw failed("cannot read the rules", e);
    } catch (QueryException e) {
      throw new RulesException(
          "cannot read " + exclusions().path() + ": a query in it is wrong: " + e.getMessage(), e);
    }
  }

  private static boolean isEdited(SigmaFile file) {
    return file.documents().stream().anyMatch(document -> EditedRules.isEdited(document.about()));
  }

  private static boolean isWanted(SigmaDocument document, Predicate<LogSource> wanted) {
    return switch (document) {
      case SigmaDocument.Rule rule -> wanted.test(rule.logSource());
      case SigmaDocument.Filter _filter -> true;
      case SigmaDocument.Correlated _correlated -> true;
    };
  }

  private List<Path> files() throws IOException {
    if (!hasRules()) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(sigma())) {
      return walk.filter(Files::isRegularFile).filter(RuleFiles::isRule).sorted().toList();
    }
  }

  private SigmaFile read(Path file) {
    String name = sigma().relativize(file).toString().replace('\\', '/');
    try {
      return SigmaReader.read(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      return new SigmaFile(
          List.of(),
          List.of(
              new Finding(
                  name, Place.START, Finding.Severity.ERROR, "no UTF-8", "save it as UTF-8")));
    } catch (IOException e) {
      throw failed("cannot read the rule file " + file, e);
    }
  }

  /**
   * Takes over the rule files of a folder or zip file; what was imported under the same name before
   * goes.
   *
   * @param name letters, digits, dots, dashes and underscores
   * @return how many files were taken
   * @throws RulesException if it cannot be read or written, or is more than {@link RuleFiles} takes
   */
  public int importFrom(Path source, String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
      throw new RulesException("'" + name + "' is no name for rules: use letters, digits, - and _");
    }
    if (name.equals(EditedRules.FOLDER)) {
      throw new RulesException(
          "'" + name + "' holds the rules that were edited here: choose another name");
    }
    try {
      OwnerOnly.createFolder(sigma());
      Path fresh = Files.createTempDirectory(folder, ".incoming-");
      try {
        int files = RuleFiles.copy(source, fresh);
        if (files == 0) {
          throw new RulesException(source + " has no rule files (.yml, .yaml)");
        }
        Path place = sigma().resolve(name);
        RuleFiles.delete(place);
        Files.move(fresh, place);
        return files;
      } finally {
        RuleFiles.delete(fresh);
      }
    } catch (IOException e) {
      throw failed("cannot import " + source, e);
    }
  }

  /**
   * Lets rules raise alerts, or not.
   *
   * @throws RulesException if that cannot be written down
   */
  public void enable(Collection<String> ids, boolean isEnabled) {
    try {
      Set<String> disabled = disabled();
      if (isEnabled) {
        disabled.removeAll(ids);
      } else {
        disabled.addAll(ids);
      }
      OwnerOnly.createFolder(folder);
      OwnerOnly.write(disabledFile(), String.join("\n", disabled) + "\n");
    } catch (IOException e) {
      throw failed("cannot write " + disabledFile(), e);
    }
  }

  private Set<String> disabled() throws IOException {
    Set<String> ids = new TreeSet<>();
    if (Files.exists(disabledFile())) {
      Files.readAllLines(disabledFile()).stream().filter(id -> !id.isBlank()).forEach(ids::add);
    }
    return ids;
  }

  private static RulesException failed(String what, IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new RulesException(what + ": " + why, e);
  }
}
