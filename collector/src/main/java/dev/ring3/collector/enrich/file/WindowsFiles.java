package dev.ring3.collector.enrich.file;

import dev.ring3.collector.win32.SelfLimits;
import dev.ring3.collector.win32.file.Authenticode;
import dev.ring3.collector.win32.file.Authenticode.Signature;
import dev.ring3.collector.win32.file.WindowsFile;
import dev.ring3.collector.win32.file.WindowsFile.Identity;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files that have a volume and an index. Only those on drives with a letter: to open a path of
 * another host would hand it proof of who Ring3 runs as.
 */
final class WindowsFiles implements HostFiles {
  private static final Pattern ON_A_DRIVE = Pattern.compile("[A-Za-z]:\\\\[^:]*");
  private static final String SYSTEM_ROOT = "\\SystemRoot\\";
  private static final String OBJECT = "\\??\\";

  private final String windows;

  /**
   * @param environment values of variables by name
   */
  WindowsFiles(Map<String, String> environment) {
    this.windows = environment.getOrDefault("SystemRoot", "C:\\Windows");
  }

  @Override
  public void yieldToOthers() {
    boolean unused = SelfLimits.workInBackground(); // what Windows refuses is told at the start
  }

  /** Also as the kernel names drivers: {@code \SystemRoot\…}, {@code \??\C:\…}. */
  @Override
  public Optional<Path> path(String text) {
    String plain =
        text.regionMatches(true, 0, SYSTEM_ROOT, 0, SYSTEM_ROOT.length())
            ? windows + text.substring(SYSTEM_ROOT.length() - 1)
            : text.startsWith(OBJECT) ? text.substring(OBJECT.length()) : text;
    try {
      return ON_A_DRIVE.matcher(plain).matches() ? Optional.of(Path.of(plain)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Version> version(Path file) {
    try (WindowsFile open = WindowsFile.look(file.toString())) {
      Identity identity = open.identity();
      return Optional.of(
          new Version(
              identity.volume() + ":" + identity.index(), identity.size(), identity.changed()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Signature> signature(Path file) {
    return Optional.of(Authenticode.of(file.toString()));
  }

  @Override
  public Optional<DownloadMark> mark(Path file) {
    try (WindowsFile stream = WindowsFile.read(file + DownloadMark.STREAM)) {
      return DownloadMark.parse(stream.first(DownloadMark.MAX_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
