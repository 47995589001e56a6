package dev.ring3.etw;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The bridge's native library, as far as this host has it. */
public sealed interface NativeLibrary {
  /** File name of the library. */
  String FILE = "ring3_etw.dll";

  /**
   * The library is there.
   *
   * @param file to load
   */
  record Found(Path file) implements NativeLibrary {
    public Found {
      Objects.requireNonNull(file);
    }
  }

  /**
   * There is no ETW here.
   *
   * @param reason why, and what to do if something can be done; a phrase for people
   */
  record Unavailable(String reason) implements NativeLibrary {
    public Unavailable {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * Looks for the library.
   *
   * @param osName value of the system property {@code os.name}
   * @param folders where it may be, tried in order
   */
  static NativeLibrary locate(String osName, List<Path> folders) {
    if (!osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
      return new Unavailable("ETW exists on Windows only");
    }
    for (Path folder : folders) {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return new Found(file);
      }
    }
    return new Unavailable(
        "the bridge is not built: put " + FILE + " beside the jar to receive ETW events");
  }
}
