package dev.ring3.collector.pe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What functions are called in an import hash that are imported by number. */
final class Ordinals {
  private static final Map<String, String> NAMES = load();

  private Ordinals() {}

  private static Map<String, String> load() {
    Map<String, String> names = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Ordinals.class.getResourceAsStream("ordinals.tsv")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] words = line.split("\t", -1);
          names.put(words[0] + ' ' + words[1], words[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(names);
  }

  /**
   * @param library in lower case, with its ending
   */
  static String name(String library, int number) {
    String table =
        switch (library) {
          case "ws2_32.dll", "wsock32.dll" -> "ws2_32";
          case "oleaut32.dll" -> "oleaut32";
          default -> "";
        };
    return NAMES.getOrDefault(table + ' ' + number, "ord" + number);
  }
}
