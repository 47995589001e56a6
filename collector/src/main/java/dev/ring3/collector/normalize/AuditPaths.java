package dev.ring3.collector.normalize;

import dev.ring3.collector.audit.AuditEvent;
import dev.ring3.collector.audit.AuditRecord;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files that a system call was about, from its {@code PATH} records. */
final class AuditPaths {
  private static final Set<EventType> ABOUT_FILES =
      Set.of(
          EventType.FILE_OPEN,
          EventType.FILE_CREATE,
          EventType.FILE_MODIFY,
          EventType.FILE_DELETE,
          EventType.FILE_RENAME,
          EventType.MOUNT,
          EventType.DEVICE_UNMOUNT,
          EventType.DRIVER_LOAD);

  private static final Set<String> MEMORY = Set.of("/dev/mem", "/dev/kmem", "/proc/kcore");

  private AuditPaths() {}

  static void take(Event.Builder event, AuditEvent audit) {
    if (!ABOUT_FILES.contains(event.type())) {
      return;
    }
    List<AuditRecord> paths =
        audit.all("PATH").filter(r -> !r.raw("nametype").equals(Optional.of("PARENT"))).toList();
    if (paths.isEmpty()) {
      return;
    }
    AuditRecord last = paths.getLast();
    path(event, last).ifPresent(p -> event.set(Field.FILE_PATH, p));
    if (event.type() == EventType.FILE_RENAME) {
      path(event, paths.getFirst()).ifPresent(p -> event.set(Field.FILE_OLD_PATH, p));
    }
    if (event.type() == EventType.FILE_OPEN) {
      opened(event, last);
    }
  }

  private static void opened(Event.Builder event, AuditRecord path) {
    String nameType = path.raw("nametype").orElse("");
    String mode = path.raw("mode").orElse("");
    boolean device = mode.length() >= 6 && mode.startsWith("06", mode.length() - 6);
    if (device || MEMORY.contains(event.text(Field.FILE_PATH).orElse(""))) {
      event.type(EventType.FILE_RAW_ACCESS);
    } else if (nameType.equals("CREATE")) {
      event.type(EventType.FILE_CREATE);
    }
  }

  /** The path, made absolute by the process's directory where it is relative. */
  private static Optional<String> path(Event.Builder event, AuditRecord record) {
    Optional<String> name = record.text("name");
    Optional<String> directory = event.text(Field.PROCESS_WORKING_DIRECTORY);
    if (name.isEmpty() || name.get().startsWith("/") || directory.isEmpty()) {
      return name;
    }
    try {
      return Optional.of(Path.of(directory.get(), name.get()).normalize().toString());
    } catch (InvalidPathException e) {
      return name;
    }
  }
}
