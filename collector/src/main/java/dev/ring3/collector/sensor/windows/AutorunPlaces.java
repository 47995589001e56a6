package dev.ring3.collector.sensor.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The places of {@code autoruns.yml}, which says in its head how it is written.
 *
 * @param keys in the registry
 * @param folders of files
 */
record AutorunPlaces(List<Keys> keys, List<Folder> folders) {
  private static final String FILE = "/dev/ring3/collector/autoruns.yml";
  private static final String NAME = "autoruns.yml: ";

  AutorunPlaces {
    keys = List.copyOf(keys);
    folders = List.copyOf(folders);
  }

  /**
   * Keys of one kind.
   *
   * @param values those that matter; all if it is empty
   */
  record Keys(String name, String technique, List<String> paths, Optional<Set<String>> values) {
    Keys {
      paths = List.copyOf(paths);
      values = values.map(Set::copyOf);
    }

    /** Whether a value matters, by its name as {@code autoruns.yml} has it. */
    boolean wants(String value) {
      return values.isEmpty() || values.get().stream().anyMatch(value::equalsIgnoreCase);
    }
  }

  /** What the files in a folder are. */
  enum Kind {
    FILE,
    TASK
  }

  /**
   * Folders of one kind.
   *
   * @param deep how many folders deep
   */
  record Folder(String name, String technique, Kind kind, List<String> paths, int deep) {
    Folder {
      paths = List.copyOf(paths);
    }
  }

  static AutorunPlaces load() {
    try (InputStream file = Objects.requireNonNull(AutorunPlaces.class.getResourceAsStream(FILE))) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException with the place of what is wrong
   */
  static AutorunPlaces parse(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel("autoruns.yml").build();
    Map<?, ?> top = map(new Load(settings).loadFromString(text), "the file");
    only(top, Set.of("registry", "folders"), "the file");
    List<Keys> keys = new ArrayList<>();
    map(top.get("registry"), "registry")
        .forEach((name, entry) -> keys.add(keys(String.valueOf(name), entry)));
    List<Folder> folders = new ArrayList<>();
    map(top.get("folders"), "folders")
        .forEach((name, entry) -> folders.add(folder(String.valueOf(name), entry)));
    return new AutorunPlaces(keys, folders);
  }

  private static Keys keys(String name, @Nullable Object yaml) {
    Map<?, ?> entry = map(yaml, name);
    only(entry, Set.of("technique", "keys", "values"), name);
    List<String> paths = texts(entry.get("keys"), name + ": keys");
    for (String path : paths) {
      if (!path.startsWith("HKLM\\") && !path.startsWith("HKU\\")) {
        throw wrong(name, "keys are below HKLM or HKU, has " + path);
      }
    }
    Optional<Set<String>> values =
        entry.get("values") == null
            ? Optional.empty()
            : Optional.of(Set.copyOf(texts(entry.get("values"), name + ": values")));
    return new Keys(name, text(entry.get("technique"), name + ": technique"), paths, values);
  }

  private static Folder folder(String name, @Nullable Object yaml) {
    Map<?, ?> entry = map(yaml, name);
    only(entry, Set.of("technique", "kind", "paths", "deep"), name);
    Kind kind =
        switch (text(entry.get("kind"), name + ": kind")) {
          case "file" -> Kind.FILE;
          case "task" -> Kind.TASK;
          case String other -> throw wrong(name, "kind is file or task, has " + other);
        };
    Object deep = entry.get("deep") == null ? Integer.valueOf(1) : entry.get("deep");
    if (!(deep instanceof Integer levels) || levels < 1) {
      throw wrong(name, "deep needs a whole number from 1, has " + deep);
    }
    return new Folder(
        name,
        text(entry.get("technique"), name + ": technique"),
        kind,
        texts(entry.get("paths"), name + ": paths"),
        levels);
  }

  private static Map<?, ?> map(@Nullable Object yaml, String place) {
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(place, "needs a map, has " + yaml);
  }

  private static List<String> texts(@Nullable Object yaml, String place) {
    if (yaml instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(String::valueOf).toList();
    }
    throw wrong(place, "needs a list, has " + yaml);
  }

  private static String text(@Nullable Object yaml, String place) {
    if (yaml instanceof String text) {
      return text;
    }
    throw wrong(place, "needs a text, has " + yaml);
  }

  private static void only(Map<?, ?> entry, Set<String> names, String place) {
    for (Object name : entry.keySet()) {
      if (!names.contains(String.valueOf(name))) {
        throw wrong(place, "there is no " + name + "; there are " + new TreeSet<>(names));
      }
    }
  }

  private static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException(NAME + place + ": " + what);
  }
}
