package dev.ring3.collector.respond;

import dev.ring3.collector.respond.file.Document;
import dev.ring3.collector.respond.network.Endpoint;
import dev.ring3.collector.respond.network.Isolation;
import dev.ring3.collector.respond.network.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be done. */
public sealed interface Action {
  /** Its name on the command line and in the audit log, such as {@code terminate-tree}. */
  default String word() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What is done to a process. */
  sealed interface OnProcess extends Action {
    Target target();
  }

  /** What is done to files. */
  sealed interface OnFiles extends Action {}

  /** What is done to the network. */
  sealed interface OnNetwork extends Action {}

  /** Ends a process. Can't be undone. */
  record Terminate(Target target) implements OnProcess {}

  /** Ends a process and all that descend from it. Can't be undone. */
  record TerminateTree(Target target) implements OnProcess {}

  /** Stops a process; {@link Resume} undoes it. */
  record Suspend(Target target) implements OnProcess {}

  /** Lets a suspended process go on. */
  record Resume(Target target) implements OnProcess {}

  /** Writes a process's memory to the evidence folder. */
  record Dump(Target target) implements OnProcess {}

  /** Moves a file into an encrypted container; {@link Restore} undoes it. */
  record Quarantine(Path file) implements OnFiles {
    public Quarantine {
      file = file.toAbsolutePath().normalize();
    }
  }

  /**
   * Puts a file back.
   *
   * @param id of the container
   * @param to where, if not where it was
   */
  record Restore(String id, @Nullable Path to) implements OnFiles {
    public Restore {
      to = to == null ? null : to.toAbsolutePath().normalize();
    }
  }

  /** Copies files, and those below folders, to a zip file in the evidence folder. */
  record Collect(List<Path> paths) implements OnFiles {
    public Collect {
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("nothing to collect: name a file or a folder");
      }
      paths = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }
  }

  /**
   * Collects what a first look at the host needs, in a zip file in the evidence folder.
   *
   * @param more that goes with it
   */
  record Triage(List<Document> more) implements OnFiles {
    public Triage {
      more = List.copyOf(more);
    }
  }

  /**
   * Cuts this host off; {@link Release} undoes it.
   *
   * @param allowed networks that it may still talk to
   * @param until after how long it ends by itself; absent: when it is released
   */
  record Isolate(List<Network> allowed, @Nullable Duration until) implements OnNetwork {
    public Isolate {
      allowed = List.copyOf(allowed);
      if (allowed.size() > Isolation.MOST_ALLOWED) {
        throw new IllegalArgumentException(
            "at most " + Isolation.MOST_ALLOWED + " networks can be allowed");
      }
      if (until != null
          && (until.compareTo(Duration.ofMinutes(1)) < 0
              || until.compareTo(Isolation.LONGEST) > 0)) {
        throw new IllegalArgumentException(
            "an isolation lasts 1 minute to "
                + Isolation.LONGEST.toHours()
                + " hours, or for good");
      }
    }
  }

  /** Ends the isolation of this host. */
  record Release() implements OnNetwork {}

  /** Closes a TCP connection. Can't be undone. */
  record CloseConnection(Endpoint local, Endpoint remote) implements OnNetwork {
    public CloseConnection {
      Objects.requireNonNull(local);
      Objects.requireNonNull(remote);
    }
  }
}
