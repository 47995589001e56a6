package dev.ring3.collector.sensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kind of things that a host has, and how to look at them.
 *
 * @param name people call it so
 * @param field which ECS field names one of them
 * @param added what it is when one is new, by the name of an event type
 * @param changed when one is not as it was
 * @param removed when one is gone
 * @param source looks at all
 */
record Inventory(
    String name, String field, String added, String changed, String removed, Source source) {
  /** Things of one kind at most; more are not looked at. */
  static final int MAX_ITEMS = 20_000;

  /** All inventories of a Linux host. */
  static final List<Inventory> LINUX =
      List.of(
          new Inventory(
              "scheduled tasks",
              "file.path",
              "task_create",
              "task_change",
              "task_delete",
              () ->
                  files(
                      "/etc/crontab",
                      "/etc/anacrontab",
                      "/etc/cron.d",
                      "/etc/cron.hourly",
                      "/etc/cron.daily",
                      "/etc/cron.weekly",
                      "/etc/cron.monthly",
                      "/var/spool/cron",
                      "/var/spool/cron/crontabs",
                      "/var/spool/at")),
          new Inventory(
              "services",
              "file.path",
              "service_create",
              "service_change",
              "service_delete",
              () ->
                  files(
                      "/etc/systemd/system",
                      "/etc/systemd/user",
                      "/usr/local/lib/systemd/system",
                      "/usr/lib/systemd/system",
                      "/run/systemd/system",
                      "/etc/init.d",
                      "/etc/rc.local")),
          new Inventory(
              "kernel modules",
              "file.name",
              "driver_load",
              "driver_change",
              "driver_unload",
              () -> lines("/proc/modules", " ")),
          new Inventory(
              "preloaded libraries",
              "file.path",
              "file_create",
              "file_modify",
              "file_delete",
              () -> files("/etc/ld.so.preload")),
          new Inventory(
              "keys that may log in",
              "file.path",
              "account_change",
              "account_change",
              "account_change",
              Inventory::keys),
          new Inventory(
              "users",
              "user.target.name",
              "account_create",
              "account_change",
              "account_delete",
              () -> lines("/etc/passwd", ":")),
          new Inventory(
              "groups",
              "group.name",
              "group_change",
              "group_change",
              "group_change",
              () -> lines("/etc/group", ":")));

  /** Looks at all things of a kind: names, and what must stay the same of each. */
  interface Source {
    Map<String, String> look() throws IOException;
  }

  Map<String, String> look() throws IOException {
    return source.look();
  }

  /** Files, and those directly in folders, by their size, time and inode. */
  private static Map<String, String> files(String... paths) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String path : paths) {
      Path file = Path.of(path);
      if (Files.isDirectory(file)) {
        try (Stream<Path> list = Files.list(file)) {
          for (Path entry : list.limit(MAX_ITEMS).toList()) {
            add(found, entry);
          }
        }
      } else if (Files.exists(file)) {
        add(found, file);
      }
    }
    return found;
  }

  private static void add(Map<String, String> found, Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
      found.put(file.toString(), of.size() + " " + of.lastModifiedTime() + ' ' + of.fileKey());
    }
  }

  /** Lines of a table by their first word; what else a line of {@code /proc} counts is left out. */
  private static Map<String, String> lines(String path, String separator) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    Path file = Path.of(path);
    if (!Files.exists(file)) {
      return found;
    }
    boolean counts = path.startsWith("/proc/");
    for (String line : Files.readString(file).lines().limit(MAX_ITEMS).toList()) {
      int end = line.indexOf(separator);
      if (end > 0) {
        found.put(line.substring(0, end), counts ? "" : line);
      }
    }
    return found;
  }

  private static Map<String, String> keys() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : Files.readString(Path.of("/etc/passwd")).lines().limit(MAX_ITEMS).toList()) {
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
