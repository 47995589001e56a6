package dev.ring3.collector.live;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.sensor.windows.ProcessValues;
import dev.ring3.collector.win32.ProcessDetails;
import dev.ring3.collector.win32.Win32Exception;
import dev.ring3.collector.win32.WindowsProcess;
import dev.ring3.collector.win32.WindowsProcess.Purpose;
import dev.ring3.collector.win32.file.DosDevices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * This Windows, asked for what its traces do not say: a process that a trace told of for its user,
 * integrity, privileges, logon and command line, if it still runs.
 */
final class WindowsHost implements Pipeline.Host {
  /** Whoever started before that is another, or known from a snapshot. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  /** How far a trace's clock and the process's start may be apart. */
  private static final Duration APART = Duration.ofSeconds(2);

  private final InstantSource clock;

  WindowsHost(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Map<String, String> drives() {
    return DosDevices.drives();
  }

  @Override
  public void started(Event.Builder start) {
    OptionalLong pid = start.number(Field.PROCESS_PID);
    if (pid.isEmpty()
        || !LiveFlow.isTraced(start)
        || Duration.between(start.time(), clock.instant()).abs().compareTo(RECENT) > 0) {
      return;
    }
    ProcessDetails.open(pid.getAsLong())
        .ifPresent(
            details -> {
              try (details) {
                if (isIt(start, pid.getAsLong())) {
                  ProcessValues.of(details).forEach((name, value) -> add(start, name, value));
                }
              }
            });
  }

  /** While the process is open, nobody else gets its number. */
  private static boolean isIt(Event.Builder start, long pid) {
    try (WindowsProcess process = WindowsProcess.open(pid, Purpose.LOOK)) {
      return Duration.between(
                  start.instant(Field.PROCESS_START).orElse(start.time()), process.start())
              .abs()
              .compareTo(APART)
          <= 0;
    } catch (Win32Exception e) {
      return false;
    }
  }

  private static void add(Event.Builder start, String name, String value) {
    Optional<Field> field = Field.named(name);
    if (field.isPresent() && !start.has(field.get())) {
      start.set(field.get(), value);
    } else if (field.isEmpty() && start.source(name).isEmpty()) {
      start.source(name, value);
    }
  }
}
