package dev.ring3.webui.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, which every command that works with data has. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "The data directory. Default: %%ProgramData%%\\Ring3 on Windows, /var/lib/ring3 for root,",
        "else ~/.local/share/ring3. It is created for its owner only."
      })
  private @Nullable Path data;

  DataOption() {}

  /** The directory given, else the platform's. It need not exist. */
  Path directory() {
    return data == null ? platformDefault() : data.toAbsolutePath().normalize();
  }

  private static Path platformDefault() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home");
    if (os.startsWith("windows")) {
      String programData = System.getenv("ProgramData");
      return programData == null ? Path.of(home, "Ring3") : Path.of(programData, "Ring3");
    }
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/lib/ring3");
    }
    String shared = System.getenv("XDG_DATA_HOME");
    return shared == null || shared.isEmpty()
        ? Path.of(home, ".local", "share", "ring3")
        : Path.of(shared, "ring3");
  }
}
