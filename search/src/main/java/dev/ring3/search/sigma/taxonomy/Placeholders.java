package dev.ring3.search.sigma.taxonomy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The values that {@code expand} puts in the place of {@code %name%}.
 *
 * @param values by name
 */
public record Placeholders(Map<String, List<String>> values) {
  /** Values of one name. */
  public static final int MOST_VALUES = 10_000;

  private static final String ENDING = ".txt";

  public Placeholders {
    Map<String, List<String>> copy = new TreeMap<>();
    values.forEach((name, many) -> copy.put(name, List.copyOf(many)));
    values = copy;
  }

  /** No values at all. */
  public static Placeholders none() {
    return new Placeholders(Map.of());
  }

  /**
   * Reads a folder: {@code NAME.txt} has the values of {@code %NAME%}, one a line, as they would
   * stand in a rule; empty lines and those that start with {@code #} are left out.
   */
  public static Placeholders read(Path folder) throws IOException {
    Map<String, List<String>> values = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return none();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        String name = file.getFileName().toString();
        values.put(name.substring(0, name.length() - ENDING.length()), lines(file));
      }
    }
    return new Placeholders(values);
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<String> all = Files.lines(file)) {
      all.map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .limit(MOST_VALUES + 1L)
          .forEach(lines::add);
    }
    if (lines.size() > MOST_VALUES) {
      throw new IOException(file.getFileName() + " has more than " + MOST_VALUES + " values");
    }
    return lines;
  }
}
