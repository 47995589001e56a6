package dev.ring3.collector.enrich.file;

import dev.ring3.collector.win32.file.Authenticode.Signature;
import java.nio.file.Path;
import java.util.Optional;

/** What a host tells of its files beside their content. Safe for any thread. */
interface HostFiles {
  /**
   * A state of a file: changes when the content does.
   *
   * @param identity which file it is, whatever it is called
   * @param changed counts up with each change
   */
  record Version(Object identity, long size, long changed) {}

  /** The files of this host. */
  static HostFiles here() {
    return System.getProperty("os.name").startsWith("Windows")
        ? new WindowsFiles(System.getenv())
        : new PosixFiles();
  }

  /** Lets the calling thread, which reads files and nothing else, give way to all others. */
  default void yieldToOthers() {}

  /** A file of this host, as events name it; empty if it can be none. */
  Optional<Path> path(String text);

  /** Empty if it is no regular file, or not for this user. */
  Optional<Version> version(Path file);

  /** Whether the platform vouches for the file; empty where it has no such thing. */
  Optional<Signature> signature(Path file);

  /** Where the file was downloaded from, if that is noted. */
  Optional<DownloadMark> mark(Path file);
}
