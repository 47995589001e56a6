package dev.ring3.webui.service;

import dev.ring3.collector.respond.process.Processes;
import java.util.List;

/** Ring3 as what starts with this host, or with a user's session. For one thread. */
public sealed interface HostService permits SystemdService, WindowsService, LogonProgram {
  /** That of this host, for the system or for the user who asks. */
  static HostService ofThisHost(Scope scope) {
    if (!Processes.onWindows()) {
      return new SystemdService(scope);
    }
    return switch (scope) {
      case SYSTEM -> new WindowsService();
      case USER -> new LogonProgram();
    };
  }

  /** Where it is written down, for people. */
  String place();

  /** What {@link #install} would write there. */
  String definition(ServiceSetup setup);

  /**
   * Installs it to start with the host, or with the user's session. One that is there already is
   * replaced; what runs goes on as it was until it is restarted.
   *
   * @return what this system would not do, a line each; it works without
   */
  List<String> install(ServiceSetup setup) throws ServiceException;

  void start() throws ServiceException;

  /** Stops it in order, and returns when it has ended. */
  void stop() throws ServiceException;

  /** How it is, in the words of this system. */
  String status() throws ServiceException;

  /** Whether it runs now. */
  boolean isActive() throws ServiceException;

  /**
   * Stops and removes it; the data stay.
   *
   * @return what could not be done besides, a line each
   */
  List<String> uninstall() throws ServiceException;
}
