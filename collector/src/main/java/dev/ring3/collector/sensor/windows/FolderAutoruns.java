package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Folder;
import dev.ring3.collector.sensor.windows.AutorunPlaces.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files in folders from which programs are started. */
final class FolderAutoruns {
  private static final Pattern VARIABLE = Pattern.compile("%([^%]+)%");

  private final List<Folder> places;
  private final Map<String, String> environment;

  /**
   * @param environment values of variables by name
   */
  FolderAutoruns(List<Folder> places, Map<String, String> environment) {
    this.places = List.copyOf(places);
    Map<String, String> lower = new LinkedHashMap<>();
    environment.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    this.environment = Map.copyOf(lower);
  }

  /**
   * Reads those of a kind. Folders of other users that this one may not list are left out.
   *
   * @throws IOException if a folder can't be listed that belongs to all
   */
  Map<String, Item> look(Kind kind) throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    for (Folder place : places) {
      if (place.kind() == kind) {
        for (String path : place.paths()) {
          for (Path folder : expand(path)) {
            read(place, folder, path.indexOf('*') >= 0, items);
          }
        }
      }
    }
    return items;
  }

  /** The folders to watch: those that there are now, of this user's and others'. */
  Collection<Path> folders() {
    List<Path> all = new ArrayList<>();
    for (Folder place : places) {
      for (String path : place.paths()) {
        try {
          all.addAll(expand(path));
        } catch (IOException e) {
          // The sensor that looks tells of it.
        }
      }
    }
    return all;
  }

  private List<Path> expand(String path) throws IOException {
    Optional<String> filled = fill(path);
    if (filled.isEmpty()) {
      return List.of();
    }
    int star = filled.get().indexOf("\\*");
    if (star < 0) {
      return List.of(Path.of(filled.get()));
    }
    Path above = Path.of(filled.get().substring(0, star + 1));
    String below = filled.get().substring(star + 3);
    if (!Files.isDirectory(above)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(above)) {
      return folders.limit(Inventory.MAX_ITEMS).map(folder -> folder.resolve(below)).toList();
    }
  }

  /** Empty if a variable has no value. */
  private Optional<String> fill(String path) {
    Matcher variables = VARIABLE.matcher(path);
    StringBuilder filled = new StringBuilder();
    while (variables.find()) {
      String value = environment.get(variables.group(1).toLowerCase(Locale.ROOT));
      if (value == null) {
        return Optional.empty();
      }
      variables.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(variables.appendTail(filled).toString());
  }

  private static void read(Folder place, Path folder, boolean ofUsers, Map<String, Item> items)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, place.deep())) {
      all.limit(Inventory.MAX_ITEMS).forEach(files::add);
    } catch (UncheckedIOException e) {
      throw new IOException(folder + " can't be listed: run as administrator", e);
    } catch (AccessDeniedException e) {
      if (!ofUsers) {
        throw new IOException(folder + " can't be listed: run as administrator", e);
      }
      return;
    }
    for (Path file : files) {
      if (Files.isRegularFile(file) && items.size() < Inventory.MAX_ITEMS) {
        items.put(file.toString(), item(place, folder, file));
      }
    }
  }

  private static Item item(Folder place, Path folder, Path file) throws IOException {
    BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("file.path", file.toString());
    if (place.kind() == Kind.TASK) {
      values.put("windows.task", '\\' + folder.relativize(file).toString());
    }
    values.put("windows.autorun", place.name());
    values.put("windows.autorun.technique", place.technique());
    values.put("tags", "autorun");
    return new Item(of.size() + " " + of.lastModifiedTime(), values);
  }
}
