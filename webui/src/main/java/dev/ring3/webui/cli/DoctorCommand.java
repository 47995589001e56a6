package dev.ring3.webui.cli;

import dev.ring3.collector.doctor.Check;
import dev.ring3.collector.doctor.Doctor;
import dev.ring3.collector.live.LiveCollector;
import dev.ring3.collector.live.LiveSettings;
import dev.ring3.collector.live.SensorState;
import dev.ring3.etw.NativeLibrary;
import dev.ring3.search.index.CaseStatus;
import dev.ring3.search.index.Cases;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ring3 doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Tells what works on this host, what does not, and what to do about it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is in the way", "1:something has to be mended", "2:wrong usage"})
final class DoctorCommand implements Callable<Integer> {
  private static final long LOW_DISK_BYTES = 1L << 30;

  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Option(
      names = "--port",
      defaultValue = ServeOptions.DEFAULT_PORT,
      description = "The page's port to check. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--harden-audit",
      description =
          "Only names the commands that make Windows log more of what is worth knowing."
              + " Nothing is changed.")
  private boolean hardenAudit;

  private final List<Finding> findings = new ArrayList<>();

  DoctorCommand() {}

  /** How good a finding is. */
  private enum Verdict {
    OK("ok     "),
    NOTE("note   "),
    PROBLEM("PROBLEM");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }
  }

  private record Finding(Verdict verdict, String about, String text) {}

  @Override
  public Integer call() {
    if (hardenAudit) {
      return hints();
    }
    java();
    Path directory = data.directory();
    directory(directory);
    cases(directory);
    port();
    etw();
    sensors(directory);
    settings();
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(Locale.ROOT, "%s  %-15s %s%n", finding.verdict.label, finding.about, finding.text);
    }
    out.flush();
    boolean mend = findings.stream().anyMatch(f -> f.verdict == Verdict.PROBLEM);
    return mend ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  /** The commands alone, each with its reason as a comment of a script. */
  private int hints() {
    PrintWriter out = spec.commandLine().getOut();
    List<Check> lacking =
        Doctor.checks().stream().filter(check -> check.command().isPresent()).toList();
    for (Check check : lacking) {
      out.printf(Locale.ROOT, "rem %s: %s%n", check.about(), check.text());
      out.println(check.command().orElseThrow());
    }
    if (lacking.isEmpty()) {
      out.println("There is nothing to change here.");
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private void settings() {
    for (Check check : Doctor.checks()) {
      add(
          check.isFine() ? Verdict.OK : Verdict.NOTE,
          check.about(),
          check.text() + check.command().map(command -> ": " + command).orElse(""));
    }
  }

  private void java() {
    add(
        Verdict.OK,
        "Java",
        Runtime.version()
            + " in "
            + System.getProperty("java.home")
            + ", heap up to "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MB");
  }

  private void directory(Path directory) {
    if (!Files.exists(directory)) {
      Path parent = directory;
      while (parent != null && !Files.exists(parent)) {
        parent = parent.getParent();
      }
      boolean can = parent != null && Files.isWritable(parent);
      add(
          can ? Verdict.OK : Verdict.PROBLEM,
          "Data directory",
          directory
              + (can
                  ? " will be created when it is needed"
                  : " can't be created: choose another with --data"));
      return;
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      add(
          Verdict.PROBLEM,
          "Data directory",
          directory + " can't be written: choose another with --data, or run as its owner");
      return;
    }
    add(Verdict.OK, "Data directory", directory.toString());
    rights(directory);
    space(directory);
  }

  private void rights(Path directory) {
    try {
      if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
        return;
      }
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(directory);
      String text = PosixFilePermissions.toString(rights);
      if (!text.endsWith("------")) {
        add(Verdict.PROBLEM, "Its rights", text + ": others can look in: chmod 700 " + directory);
      }
    } catch (IOException e) {
      add(Verdict.NOTE, "Its rights", "can't be read: " + e.getMessage());
    }
  }

  private void space(Path directory) {
    try {
      FileStore store = Files.getFileStore(directory);
      long free = store.getUsableSpace();
      add(
          free < LOW_DISK_BYTES ? Verdict.PROBLEM : Verdict.OK,
          "Disk",
          (free >> 20) + " MB free on " + store.name());
    } catch (IOException e) {
      add(Verdict.NOTE, "Disk", "free space can't be read: " + e.getMessage());
    }
  }

  private void cases(Path directory) {
    try (Cases cases = new Cases(directory, Clock.systemUTC())) {
      long events = 0;
      int readable = 0;
      for (CaseStatus status : cases.list()) {
        switch (status) {
          case CaseStatus.Intact ok -> {
            readable++;
            events += ok.events();
          }
          case CaseStatus.Unreadable bad ->
              add(Verdict.PROBLEM, "Case " + bad.name(), bad.problem());
        }
      }
      add(Verdict.OK, "Cases", readable + " with " + events + " events");
    }
  }

  private void port() {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      add(Verdict.OK, "Port", socket.getLocalPort() + " is free for the page");
    } catch (IOException e) {
      add(
          Verdict.NOTE,
          "Port",
          port + " is taken, by Ring3 itself or another program: use --port for another");
    }
  }

  private void etw() {
    Path here = Path.of(System.getProperty("java.class.path")).toAbsolutePath().getParent();
    List<Path> folders = here == null ? List.of() : List.of(here);
    switch (NativeLibrary.locate(System.getProperty("os.name"), folders)) {
      case NativeLibrary.Found found -> add(Verdict.OK, "ETW bridge", found.file().toString());
      case NativeLibrary.Unavailable none -> add(Verdict.NOTE, "ETW bridge", none.reason());
    }
  }

  private void sensors(Path directory) {
    for (SensorState sensor : LiveCollector.probe(LiveSettings.of(directory))) {
      boolean works = sensor.condition() == SensorState.Condition.RUNNING;
      add(works ? Verdict.OK : Verdict.NOTE, sensor.title(), sensor.detail());
      for (SensorState.Shortcoming lack : sensor.missing()) {
        add(Verdict.NOTE, "", "not seen: " + lack.what() + ": " + lack.remedy());
      }
    }
  }

  private void add(Verdict verdict, String about, String text) {
    findings.add(new Finding(verdict, about, text));
  }
}
