package dev.ring3.collector.respond.process;

import dev.ring3.collector.sensor.BootClock;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The processes of this host. */
public interface Processes {
  /** How long the end of a process is waited for. */
  int END_SECONDS = 5;

  /** How long it is waited for that a process stands still. */
  int STOP_SECONDS = 2;

  /** All of this moment, as far as the system shows them to us. */
  List<RunningProcess> list() throws IOException;

  /** The one that has this number now. */
  Optional<RunningProcess> find(long pid) throws IOException;

  /**
   * Takes hold of a process, with no more rights than the purpose needs.
   *
   * @throws IOException if it is gone, its number belongs to another, or it may not be touched
   */
  HeldProcess hold(RunningProcess process, Purpose purpose) throws IOException;

  /** Why no memory can be written here; empty if it can. */
  Optional<String> whyNoDump();

  /** What a process is held for. */
  enum Purpose {
    TERMINATE,
    SUSPEND,
    RESUME,
    DUMP
  }

  /** The words of Windows in the property {@code os.name}. */
  static boolean onWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * Those of this host.
   *
   * @param boot gives start times on Linux; not asked on Windows
   */
  static Processes ofThisHost(BootClock boot) {
    return onWindows() ? new WindowsProcesses() : new LinuxProcesses(boot);
  }
}
