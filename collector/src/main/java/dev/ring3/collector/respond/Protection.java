package dev.ring3.collector.respond;

import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.respond.process.RunningProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What no action is done to: Ring3 itself, the processes that it runs under, and what the system
 * can't do without. A program's name alone protects nobody: it must lie where the system has it,
 * unless its path is kept from us.
 *
 * @param own numbers of our process and of those above it
 * @param windows whether this is Windows
 * @param ownFolders folders and files of Ring3, its data and its Java
 */
record Protection(Set<Long> own, boolean windows, List<Path> ownFolders) {
  private static final String SYSTEM32 = "c:\\windows\\system32";
  private static final List<String> LINUX_FOLDERS =
      List.of(
          "/usr/lib/systemd", "/lib/systemd", "/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/lib");

  /**
   * A program that the system can't do without.
   *
   * @param folders where it lies, in lower case on Windows
   */
  private record Critical(String name, List<String> folders, String reason) {}

  private static Critical windows(String name, String reason) {
    return new Critical(name, List.of(SYSTEM32), reason);
  }

  private static Critical linux(String name, String reason) {
    return new Critical(name, LINUX_FOLDERS, reason);
  }

  private static final List<Critical> ON_WINDOWS =
      List.of(
          windows("system", "the kernel"),
          windows("registry", "the kernel's registry"),
          windows("memory compression", "the kernel's memory"),
          windows("secure system", "the kernel's protected part"),
          windows("smss.exe", "Windows stops without its session manager"),
          windows("csrss.exe", "Windows stops without it"),
          windows("wininit.exe", "Windows stops without it"),
          windows("winlogon.exe", "it holds the session"),
          windows("services.exe", "Windows stops without its services"),
          windows("lsass.exe", "Windows restarts without it, and it holds secrets"),
          windows("lsaiso.exe", "it holds secrets"),
          windows("svchost.exe", "it holds services of Windows: stop the service instead"),
          windows("fontdrvhost.exe", "Windows' own"),
          windows("dwm.exe", "it draws the screen"));

  private static final List<Critical> ON_LINUX =
      List.of(
          linux("systemd", "it is the parent of services"),
          linux("init", "it is the parent of all"),
          linux("systemd-journald", "it keeps the system's journal"),
          linux("systemd-logind", "it holds the sessions"),
          linux("systemd-udevd", "it serves the devices"),
          linux("dbus-daemon", "services talk through it"),
          linux("dbus-broker", "services talk through it"));

  /** Files that a host does not start without. Names that end with {@code *} are beginnings. */
  private static final List<String> FILES_ON_WINDOWS =
      List.of(
          "ntdll.dll",
          "kernel32.dll",
          "kernelbase.dll",
          "user32.dll",
          "gdi32.dll",
          "advapi32.dll",
          "rpcrt4.dll",
          "ntoskrnl.exe",
          "hal.dll",
          "winload.efi",
          "winload.exe",
          "win32k*");

  private static final List<String> FILES_ON_LINUX =
      List.of("ld-linux*", "ld-musl*", "libc.so*", "vmlinuz*", "initrd*", "initramfs*");

  private static final List<String> FILE_FOLDERS_ON_LINUX =
      List.of("/usr/lib", "/lib", "/lib64", "/usr/lib64", "/boot");

  Protection {
    own = Set.copyOf(own);
    ownFolders = List.copyOf(ownFolders);
  }

  /**
   * @param running all processes of the host
   */
  static Protection over(List<RunningProcess> running, List<Path> ownFolders) {
    Set<Long> own = new HashSet<>();
    Optional<RunningProcess> next = withNumber(ProcessHandle.current().pid(), running);
    while (next.isPresent() && own.add(next.get().pid())) {
      RunningProcess child = next.get();
      next = withNumber(child.parentPid(), running).filter(child::mayBeChildOf);
    }
    return new Protection(own, Processes.onWindows(), ownFolders);
  }

  private static Optional<RunningProcess> withNumber(long pid, List<RunningProcess> running) {
    return running.stream().filter(process -> process.pid() == pid).findFirst();
  }

  /** Why nothing is done to a process; empty if it may be. */
  Optional<String> reason(RunningProcess process) {
    if (process.pid() == ProcessHandle.current().pid()) {
      return Optional.of("it is Ring3 itself");
    }
    if (own.contains(process.pid())) {
      return Optional.of("Ring3 runs under it");
    }
    if (process.pid() <= 1 || (windows && process.pid() == 4)) {
      return Optional.of("the system is built on it");
    }
    if (process.critical()) {
      return Optional.of("the system says that it can't do without it");
    }
    String path = process.executable().map(this::folded).orElse("");
    String name = path.isEmpty() ? folded(process.name()) : fileName(path);
    return critical()
        .filter(entry -> entry.name.equals(name))
        .filter(entry -> path.isEmpty() || entry.folders.contains(folder(path)))
        .map(Critical::reason)
        .findFirst();
  }

  private Stream<Critical> critical() {
    return (windows ? ON_WINDOWS : ON_LINUX).stream();
  }

  /**
   * Why a file is not taken away; empty if it may be.
   *
   * @param file its real path
   */
  Optional<String> reason(Path file) {
    for (Path ours : ownFolders) {
      if (file.startsWith(ours)) {
        return Optional.of("it belongs to Ring3 or its Java");
      }
    }
    String path = folded(file.toString());
    String name = fileName(path);
    String folder = folder(path);
    boolean neededToStart =
        windows
            ? isOneOf(name, FILES_ON_WINDOWS) && folder.startsWith("c:\\windows\\")
            : isOneOf(name, FILES_ON_LINUX)
                && FILE_FOLDERS_ON_LINUX.stream().anyMatch(folder::startsWith);
    boolean ofCritical =
        critical().anyMatch(e -> e.name.equals(name) && e.folders.contains(folder));
    return neededToStart || ofCritical
        ? Optional.of("the system does not start without it")
        : Optional.empty();
  }

  private static boolean isOneOf(String name, List<String> names) {
    return names.stream()
        .anyMatch(
            each ->
                each.endsWith("*")
                    ? name.startsWith(each.substring(0, each.length() - 1))
                    : name.equals(each));
  }

  /** Windows knows no case; Linux adds a word to the path of a program that was replaced. */
  private String folded(String path) {
    return windows ? path.toLowerCase(Locale.ROOT) : path.replaceFirst(" \\(deleted\\)$", "");
  }

  private int split(String path) {
    return path.lastIndexOf(windows ? '\\' : '/');
  }

  private String fileName(String path) {
    return path.substring(split(path) + 1);
  }

  private String folder(String path) {
    return path.substring(0, Math.max(split(path), 0));
  }
}
