package dev.ring3.collector.sensor.linux;

import dev.ring3.collector.sensor.Inventory;
import dev.ring3.collector.sensor.Inventory.Item;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What of a Linux host stands in files and tables, and starts things or lets people in. */
final class FileInventories {
  private FileInventories() {}

  static List<Inventory> all() {
    return List.of(
        ofFiles(
            "scheduled tasks",
            "task",
            "/etc/crontab",
            "/etc/anacrontab",
            "/etc/cron.d",
            "/etc/cron.hourly",
            "/etc/cron.daily",
            "/etc/cron.weekly",
            "/etc/cron.monthly",
            "/var/spool/cron",
            "/var/spool/cron/crontabs",
            "/var/spool/at"),
        ofFiles(
            "services",
            "service",
            "/etc/systemd/system",
            "/etc/systemd/user",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/run/systemd/system",
            "/etc/init.d",
            "/etc/rc.local"),
        new Inventory(
            "kernel modules",
            "driver_load",
            "driver_change",
            "driver_unload",
            List.of(),
            () -> lines("/proc/modules", " ", "file.name")),
        new Inventory(
            "preloaded libraries",
            "file_create",
            "file_modify",
            "file_delete",
            List.of(),
            () -> look(List.of(Path.of("/etc/ld.so.preload")))),
        new Inventory(
            "keys that may log in",
            "account_change",
            "account_change",
            "account_change",
            List.of(Path.of("/root/.ssh")),
            FileInventories::keys),
        new Inventory(
            "users",
            "account_create",
            "account_change",
            "account_delete",
            List.of(Path.of("/etc/passwd")),
            () -> lines("/etc/passwd", ":", "user.target.name")),
        new Inventory(
            "groups",
            "group_change",
            "group_change",
            "group_change",
            List.of(Path.of("/etc/group")),
            () -> lines("/etc/group", ":", "group.name")));
  }

  private static Inventory ofFiles(String name, String kind, String... paths) {
    List<Path> places = Stream.of(paths).map(Path::of).toList();
    return new Inventory(
        name, kind + "_create", kind + "_change", kind + "_delete", places, () -> look(places));
  }

  /** Files, and those directly in folders, by their size, time and inode. */
  private static Map<String, Item> look(List<Path> places) throws IOException {
    Map<String, Item> found = new LinkedHashMap<>();
    for (Path file : places) {
      if (Files.isDirectory(file)) {
        try (Stream<Path> list = Files.list(file)) {
          for (Path entry : list.limit(Inventory.MAX_ITEMS).toList()) {
            add(found, entry);
          }
        }
      } else if (Files.exists(file)) {
        add(found, file);
      }
    }
    return found;
  }

  private static void add(Map<String, Item> found, Path file) throws IOException {
    BasicFileAttributes of;
    try {
      of = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      return; // gone meanwhile, a link to nowhere, or not for us
    }
    if (of.isRegularFile()) {
      String changed = Long.toString(of.lastModifiedTime().to(TimeUnit.NANOSECONDS));
      String state = of.size() + " " + changed + ' ' + of.fileKey();
      found.put(file.toString(), new Item(state, Map.of("file.path", file.toString())));
    }
  }

  /** Lines of a table by their first word; what else a line of {@code /proc} counts is left out. */
  private static Map<String, Item> lines(String path, String separator, String field)
      throws IOException {
    Map<String, Item> found = new LinkedHashMap<>();
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      return found;
    }
    boolean counts = path.startsWith("/proc/");
    for (String line : Files.readString(file).lines().limit(Inventory.MAX_ITEMS).toList()) {
      int end = line.indexOf(separator);
      if (end > 0) {
        String name = line.substring(0, end);
        found.put(name, new Item(counts ? "" : line, Map.of(field, name)));
      }
    }
    return found;
  }

  private static Map<String, Item> keys() throws IOException {
    Map<String, Item> found = new LinkedHashMap<>();
    for (String line :
        Files.readString(Path.of("/etc/passwd")).lines().limit(Inventory.MAX_ITEMS).toList()) {
      String[] words = line.split(":", -1);
      if (words.length > 5 && words[5].startsWith("/")) {
        Path file = Path.of(words[5], ".ssh", "authorized_keys");
        if (Files.isReadable(file)) {
          add(found, file);
        }
      }
    }
    return found;
  }
}
