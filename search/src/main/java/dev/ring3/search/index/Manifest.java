package dev.ring3.search.index;

import dev.ring3.search.index.mapping.Layout;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a case knows of itself besides its events. It is the user data of Lucene's commit, so that
 * it changes together with the events or not at all.
 *
 * <p>Imports that are not finished are listed, as a commit can happen while they run: their events
 * are deleted when the case is opened for writing again. For one thread at a time.
 */
final class Manifest {
  private static final String FORMAT = "ring3.format";
  private static final String HOME = "ring3.home";
  private static final String CREATED = "ring3.created";
  private static final String NEXT = "ring3.next";
  private static final String UNFINISHED = "ring3.unfinished";
  private static final String IMPORT = "ring3.import.";

  private final long home;
  private final Instant created;
  private int next;
  private final TreeSet<Integer> unfinished = new TreeSet<>();
  private final TreeMap<Integer, ImportedFile> imports = new TreeMap<>();

  private Manifest(long home, Instant created, int next) {
    this.home = home;
    this.created = created;
    this.next = next;
  }

  static Manifest of(Instant created) {
    return new Manifest(new SecureRandom().nextLong(), created, 1);
  }

  /**
   * @throws CaseException if this is no manifest that this version reads
   */
  static Manifest read(String caseName, Map<String, String> data) {
    String format = data.getOrDefault(FORMAT, "none");
    if (!format.equals(Layout.VERSION)) {
      throw new CaseException(
          "case "
              + caseName
              + " has format "
              + format
              + ", this version of Ring3 reads "
              + Layout.VERSION
              + ": import its files into a new case");
    }
    try {
      Manifest manifest =
          new Manifest(
              Long.parseLong(data.getOrDefault(HOME, "")),
              Instant.parse(data.getOrDefault(CREATED, "")),
              Integer.parseInt(data.getOrDefault(NEXT, "")));
      String open = data.getOrDefault(UNFINISHED, "");
      if (!open.isEmpty()) {
        for (String number : open.split(",", -1)) {
          manifest.unfinished.add(Integer.valueOf(number));
        }
      }
      data.forEach(
          (name, value) -> {
            if (name.startsWith(IMPORT)) {
              int number = Integer.parseInt(name.substring(IMPORT.length()));
              manifest.imports.put(number, readImport(number, value));
            }
          });
      return manifest;
    } catch (NumberFormatException | DateTimeParseException | IndexOutOfBoundsException e) {
      throw new CaseException(
          "case " + caseName + " has a damaged manifest: delete it and import its files again", e);
    }
  }

  /** Whether two manifests are of one case, be it at different times. */
  static boolean isSameCase(Map<String, String> one, Map<String, String> other) {
    return one.getOrDefault(HOME, "").equals(other.getOrDefault(HOME, ""));
  }

  Map<String, String> write() {
    Map<String, String> data = new HashMap<>();
    data.put(FORMAT, Layout.VERSION);
    data.put(HOME, Long.toString(home));
    data.put(CREATED, created.toString());
    data.put(NEXT, Integer.toString(next));
    data.put(UNFINISHED, String.join(",", unfinished.stream().map(String::valueOf).toList()));
    imports.forEach((number, file) -> data.put(IMPORT + number, writeImport(file)));
    return data;
  }

  long home() {
    return home;
  }

  Instant created() {
    return created;
  }

  /** Finished imports, oldest first. */
  List<ImportedFile> imports() {
    return new ArrayList<>(imports.values());
  }

  /** Imports whose events are not to stay; unmodifiable copy. */
  Collection<Integer> unfinished() {
    return List.copyOf(unfinished);
  }

  int begin() {
    unfinished.add(next);
    return next++;
  }

  void finish(ImportedFile file) {
    unfinished.remove(file.number());
    imports.put(file.number(), file);
  }

  void forget(int number) {
    unfinished.remove(number);
  }

  private static String writeImport(ImportedFile done) {
    return String.join(
        "\t",
        done.file().sha256(),
        Long.toString(done.file().bytes()),
        Long.toString(done.events()),
        Long.toString(done.records()),
        Long.toString(done.damaged()),
        done.when().toString(),
        done.file().name());
  }

  private static ImportedFile readImport(int number, String text) {
    String[] parts = text.split("\t", 7);
    return new ImportedFile(
        number,
        new SourceFile(parts[6], parts[0], Long.parseLong(parts[1])),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Instant.parse(parts[5]));
  }
}
