package dev.ring3.collector.enrich.file;

import dev.ring3.collector.win32.file.Authenticode.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Files that have a device and an inode. */
final class PosixFiles implements HostFiles {
  @Override
  public Optional<Path> path(String text) {
    try {
      return text.startsWith("/") ? Optional.of(Path.of(text)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Version> version(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object identity = attributes.fileKey();
      return !attributes.isRegularFile() || identity == null
          ? Optional.empty()
          : Optional.of(
              new Version(
                  identity,
                  attributes.size(),
                  attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Signature> signature(Path file) {
    return Optional.empty();
  }

  @Override
  public Optional<DownloadMark> mark(Path file) {
    return Optional.empty();
  }
}
