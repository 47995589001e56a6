package dev.ring3.collector.sensor;

import java.util.List;
import java.util.Objects;

/**
 * A file or folder whose opening is reported.
 *
 * @param path absolute path; one that does not exist is left out until the next start
 * @param access which openings are meant
 */
public record WatchedPath(String path, Access access) {
  /** What attackers read and change on a Linux host. Device files are read past the file system. */
  public static final List<WatchedPath> DEFAULTS =
      List.of(
          new WatchedPath("/etc/shadow", Access.READ_OR_WRITE),
          new WatchedPath("/etc/gshadow", Access.READ_OR_WRITE),
          new WatchedPath("/etc/passwd", Access.WRITE),
          new WatchedPath("/etc/group", Access.WRITE),
          new WatchedPath("/etc/sudoers", Access.READ_OR_WRITE),
          new WatchedPath("/etc/sudoers.d", Access.WRITE),
          new WatchedPath("/etc/pam.d", Access.WRITE),
          new WatchedPath("/etc/ssh/sshd_config", Access.WRITE),
          new WatchedPath("/root/.ssh", Access.READ_OR_WRITE),
          new WatchedPath("/etc/ld.so.preload", Access.WRITE),
          new WatchedPath("/dev/mem", Access.READ_OR_WRITE),
          new WatchedPath("/dev/kmem", Access.READ_OR_WRITE),
          new WatchedPath("/proc/kcore", Access.READ_OR_WRITE));

  public WatchedPath {
    Objects.requireNonNull(access);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
  }

  /** Which openings of a file are meant. */
  public enum Access {
    /** To write, or a change of its attributes. */
    WRITE,
    /** Any. */
    READ_OR_WRITE
  }
}
