package dev.ring3.collector.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Numbers and their names, from a file of lines {@code number TAB name}. */
final class CodeTable {
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private CodeTable() {}

  /** A resource beside this class; one that is missing or wrong is a bug. */
  static CodeTable load(String resource) {
    try (InputStream in = CodeTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      CodeTable table = new CodeTable();
      new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(table::add);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int tab = line.indexOf('\t');
    int number = Integer.parseInt(line.substring(0, tab));
    String name = line.substring(tab + 1);
    names.put(number, name);
    numbers.putIfAbsent(name, number);
  }

  Optional<String> name(int number) {
    return Optional.ofNullable(names.get(number));
  }

  OptionalInt number(String name) {
    Integer number = numbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
