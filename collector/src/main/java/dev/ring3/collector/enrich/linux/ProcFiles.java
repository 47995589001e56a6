package dev.ring3.collector.enrich.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code /proc}. What cannot be read (gone, or another user's) is absent. */
public final class ProcFiles {
  private final Path root;

  /**
   * @param root such as {@code /proc}
   */
  public ProcFiles(Path root) {
    this.root = root;
  }

  /** Numbers of the processes that are there, ascending. */
  public List<Long> pids() throws IOException {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path entry : entries) {
        pids.add(Long.valueOf(entry.getFileName().toString()));
      }
    }
    pids.sort(null);
    return pids;
  }

  public Optional<ProcStat> stat(long pid) {
    return text(pid, "stat").flatMap(ProcStat::of);
  }

  /** What is said of each thread of a process; none if the process is gone. */
  public List<ProcStat> threads(long pid) {
    List<ProcStat> all = new ArrayList<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(root.resolve(Long.toString(pid)).resolve("task"))) {
      for (Path task : tasks) {
        text(task.resolve("stat")).flatMap(ProcStat::of).ifPresent(all::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    return all;
  }

  public Optional<String> executable(long pid) {
    return link(pid, "exe");
  }

  Optional<String> directory(long pid) {
    return link(pid, "cwd");
  }

  /** Its arguments; none for a thread of the kernel. */
  public List<String> arguments(long pid) {
    String text = text(pid, "cmdline").orElse("");
    String ended = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    return ended.isEmpty() ? List.of() : Arrays.asList(ended.split("\0", -1));
  }

  /** Its real uid. */
  OptionalLong user(long pid) {
    return text(pid, "status")
        .flatMap(s -> s.lines().filter(l -> l.startsWith("Uid:")).findFirst())
        .map(l -> l.split("\\s+", 3))
        .filter(w -> w.length > 1)
        .map(w -> OptionalLong.of(Long.parseLong(w[1])))
        .orElse(OptionalLong.empty());
  }

  /** Paths of the files that it has mapped so that they can run. */
  List<String> libraries(long pid) {
    return text(pid, "maps").stream()
        .flatMap(String::lines)
        .map(line -> line.split(" +", 6))
        .filter(w -> w.length == 6 && w[1].indexOf('x') > 0 && w[5].startsWith("/"))
        .map(w -> w[5])
        .distinct()
        .toList();
  }

  /** Its control group's path. */
  Optional<String> controlGroup(long pid) {
    return text(pid, "cgroup").flatMap(ControlGroups::path);
  }

  private Optional<String> text(long pid, String file) {
    return text(root.resolve(Long.toString(pid)).resolve(file));
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> link(long pid, String name) {
    try {
      return Optional.of(
          Files.readSymbolicLink(root.resolve(Long.toString(pid)).resolve(name)).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
