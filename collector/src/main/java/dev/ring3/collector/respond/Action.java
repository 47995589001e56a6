package dev.ring3.collector.respond;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
}
