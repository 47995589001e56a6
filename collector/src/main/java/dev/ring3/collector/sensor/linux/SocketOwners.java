package dev.ring3.collector.sensor.linux;

import static java.util.Collections.emptyIterator;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which process holds a socket, by {@code /proc}. Young processes are looked at first; at most
 * {@link #MAX_SEARCHES} searches a second are made, as each looks through open files. For one
 * thread.
 */
final class SocketOwners {
  static final int MAX_SEARCHES = 50;
  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;

  private long second;
  private int searches;

  /** The process with a UDP socket bound to that port, if it is still there. */
  OptionalLong ofUdpPort(int port) {
    Optional<String> inode = inode("/proc/net/udp", port).or(() -> inode("/proc/net/udp6", port));
    return inode.isEmpty() || !maySearch() ? OptionalLong.empty() : holder(inode.get());
  }

  /** The sockets that this process itself holds. */
  static Set<String> own() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)) {
          inode(Files.readSymbolicLink(file)).ifPresent(inodes::add);
        }
      }
      return inodes;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private boolean maySearch() {
    long now = System.nanoTime() / 1_000_000_000;
    searches = now == second ? searches + 1 : 1;
    second = now;
    return searches <= MAX_SEARCHES;
  }

  private static Optional<String> inode(String table, int port) {
    String ending = String.format(Locale.ROOT, ":%04X", port);
    try {
      return Files.readString(Path.of(table))
          .lines()
          .map(line -> line.strip().split("\\s+", -1))
          .filter(w -> w.length > INODE && w[LOCAL_ADDRESS].endsWith(ending))
          .map(w -> w[INODE])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong holder(String inode) {
    Long pid = holders(Set.of(inode)).get(inode);
    return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
  }

  /** Which processes hold these sockets, of those that can be found. */
  static Map<String, Long> holders(Set<String> inodes) {
    Map<String, Long> found = new HashMap<>();
    Iterator<Long> pids = inodes.isEmpty() ? emptyIterator() : youngestFirst().iterator();
    while (pids.hasNext() && found.size() < inodes.size()) {
      long pid = pids.next();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
        for (Path file : files) {
          target(file)
              .flatMap(SocketOwners::inode)
              .filter(inodes::contains)
              .ifPresent(inode -> found.put(inode, pid));
        }
      } catch (IOException | DirectoryIteratorException e) {
        // The process ended, or is another user's.
      }
    }
    return found;
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return Optional.empty(); // closed meanwhile
    }
  }

  private static Optional<String> inode(Path link) {
    String text = link.toString();
    return text.startsWith("socket:[")
        ? Optional.of(text.substring(8, text.length() - 1))
        : Optional.empty();
  }

  private static List<Long> youngestFirst() {
    List<Long> pids = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      entries.forEach(entry -> pids.add(Long.valueOf(entry.getFileName().toString())));
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    pids.sort(Comparator.reverseOrder());
    return pids;
  }
}
