package dev.ring3.search.detect.rules;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders and zip files whose rules are taken over anew when they change: the file {@code
 * rules/followed} of a data directory, a line each of name, state and path, split by tabs. One
 * process looks at a time.
 */
public final class FollowedRules {
  private static final int PARTS = 3;

  private final RuleFolder folder;
  private final Path file;

  /**
   * @param dataDirectory need not exist
   */
  public FollowedRules(Path dataDirectory) {
    this.folder = new RuleFolder(dataDirectory);
    this.file = dataDirectory.resolve("rules").resolve("followed");
  }

  /** A source, and what it was like when its rules were taken over. */
  private record Followed(String name, String state, Path source) {
    String line() {
      return name + "\t" + state + "\t" + source;
    }
  }

  /**
   * Follows a source from now on, in place of what was followed under the same name.
   *
   * @param source whose rules were just imported under the name
   * @throws RulesException if that cannot be written down
   */
  public void follow(String name, Path source) {
    Path whole = source.toAbsolutePath().normalize();
    if (whole.toString().indexOf('\n') >= 0 || whole.toString().indexOf('\t') >= 0) {
      throw new RulesException("a path with line ends or tabs cannot be followed");
    }
    List<Followed> all = new ArrayList<>(read());
    all.removeIf(each -> each.name().equals(name));
    all.add(new Followed(name, state(whole).orElse(""), whole));
    write(all);
  }

  /** Follows what has that name no longer. */
  public void leave(String name) {
    List<Followed> all = new ArrayList<>(read());
    if (all.removeIf(each -> each.name().equals(name))) {
      write(all);
    }
  }

  /**
   * Takes over the rules of sources that have changed. A source that is gone, or is being changed
   * just now, is looked at again the next time; its rules stay.
   *
   * @return what was taken over
   * @throws RulesException if rules cannot be taken over
   */
  public List<String> refresh() {
    List<Followed> all = new ArrayList<>(read());
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Followed each = all.get(i);
      Optional<String> now = state(each.source());
      if (now.isPresent() && !now.get().equals(each.state())) {
        folder.importFrom(each.source(), each.name());
        all.set(i, new Followed(each.name(), now.get(), each.source()));
        changed.add(each.name());
      }
    }
    if (!changed.isEmpty()) {
      write(all);
    }
    return changed;
  }

  /** Names, sizes and times of the rule files; nothing if they cannot be listed. */
  private static Optional<String> state(Path source) {
    TreeMap<String, Long> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path path : walk.limit(RuleFiles.MOST_FILES).toList()) {
        BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
        if (facts.isRegularFile() && (path.equals(source) || RuleFiles.isRule(path))) {
          files.put(path.toString(), 31 * facts.size() + facts.lastModifiedTime().toMillis());
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(files.size() + "-" + Integer.toHexString(files.hashCode()));
  }

  private List<Followed> read() {
    List<Followed> all = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] parts = line.split("\t", PARTS);
          if (parts.length == PARTS) {
            all.add(new Followed(parts[0], parts[1], Path.of(parts[2])));
          }
        }
      }
    } catch (IOException e) {
      throw new RulesException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return all;
  }

  private void write(List<Followed> all) {
    try {
      OwnerOnly.write(file, String.join("\n", all.stream().map(Followed::line).toList()) + "\n");
    } catch (IOException e) {
      throw new RulesException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
