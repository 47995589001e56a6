package dev.ring3.search.detect.exclude;

import dev.ring3.collector.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The exclusions of a data directory: a JSON array in {@code rules/exclusions.json}, for its owner
 * only, replaced as a whole. One process changes it, others read it.
 */
public final class ExclusionFile {
  /** Exclusions of one file. */
  public static final int MOST = 1_000;

  private static final long BYTES = 64L << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;

  /**
   * @param rules the folder of the rules; need not exist
   */
  public ExclusionFile(Path rules) {
    this.file = rules.resolve("exclusions.json");
  }

  public Path path() {
    return file;
  }

  /**
   * Those of the file, in their order; none if there is no file.
   *
   * @throws IOException if it cannot be read, is too long, or is no such file
   */
  public List<Exclusion> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (Files.size(file) > BYTES) {
      throw new IOException(file + " has more than " + BYTES + " bytes");
    }
    try {
      return List.of(JSON.readValue(Files.readAllBytes(file), Exclusion[].class));
    } catch (JacksonException e) {
      throw new IOException(
          file + " is no list of exclusions: mend or delete it: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Adds one.
   *
   * @throws IOException if that cannot be written, or there are {@link #MOST} already
   */
  public synchronized void add(Exclusion exclusion) throws IOException {
    List<Exclusion> all = new ArrayList<>(read());
    if (all.size() >= MOST) {
      throw new IOException("there are " + MOST + " exclusions: remove some first");
    }
    all.add(exclusion);
    write(all);
  }

  /**
   * Takes one away.
   *
   * @return whether there was one of that id
   */
  public synchronized boolean remove(String id) throws IOException {
    List<Exclusion> all = new ArrayList<>(read());
    boolean removed = all.removeIf(each -> each.id().equals(id));
    if (removed) {
      write(all);
    }
    return removed;
  }

  private void write(List<Exclusion> all) throws IOException {
    OwnerOnly.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
  }
}
