package dev.ring3.collector.enrich;

import dev.ring3.collector.enrich.KnownProcess.Ancestors;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.ProcessKey;
import dev.ring3.collector.normalize.WindowsNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the processes of every host it has seen events of, and completes each event with its acting
 * process, that one's parent and its ancestors.
 *
 * <p>A process is found by the entity id that its source gives (Sysmon's GUID), else by host and
 * pid among those that lived at the time of the event. A start without an id of its own gets one
 * from host, pid and start time. Values that a record itself has are never replaced; those that it
 * could have had, but left empty, are listed in {@code ring3.enriched}. At most {@link
 * #MAX_PROCESSES} are remembered; the one not asked for longest is forgotten first.
 */
public final class ProcessTable {
  /** Processes that are remembered. */
  public static final int MAX_PROCESSES = 65_536;

  /** Ancestors that are followed. */
  public static final int MAX_ANCESTORS = 32;

  /** How far two sources' clocks and roundings may lie apart. */
  static final long CLOCK_SLACK_SECONDS = 2;

  private final WindowsNames names;
  private final Map<String, KnownProcess> byEntity = remembering(MAX_PROCESSES);
  private final Map<String, String> entityByPid = remembering(MAX_PROCESSES);

  public ProcessTable(WindowsNames names) {
    this.names = names;
  }

  private static <V> Map<String, V> remembering(int limit) {
    return new LinkedHashMap<>(1024, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > limit;
      }
    };
  }

  /** Learns from the event and completes it. */
  public void complete(Event.Builder event) {
    Optional<String> host = host(event);
    if (host.isEmpty()) {
      return;
    }
    if (event.type() == EventType.PROCESS_START) {
      started(event, host.get());
      return;
    }
    KnownProcess process = acting(event, host.get());
    if (process == null) {
      return;
    }
    describe(event, process);
    if (event.type() == EventType.PROCESS_END) {
      byEntity.put(key(host.get(), process.entityId()), process.ended(event.time()));
    }
  }

  /** A trace seldom names its host, but is of one: then the file stands for it. */
  private static Optional<String> host(Event.Builder event) {
    boolean isTrace = event.has(Field.WINLOG_PROVIDER_GUID) && !event.has(Field.WINLOG_CHANNEL);
    return event
        .text(Field.HOST_NAME)
        .or(() -> isTrace ? event.text(Field.LOG_FILE_PATH) : Optional.empty());
  }

  private void started(Event.Builder event, String host) {
    OptionalLong pid = event.number(Field.PROCESS_PID);
    Instant start = event.instant(Field.PROCESS_START).orElse(event.time());
    KnownProcess before = pid.isPresent() ? byPid(host, pid.getAsLong(), start) : null;
    boolean same = before != null && isSameStart(before, event, start);
    if (!event.has(Field.PROCESS_ENTITY_ID) && pid.isPresent()) {
      event.set(
          Field.PROCESS_ENTITY_ID,
          before != null && same
              ? before.entityId()
              : new ProcessKey(host, pid.getAsLong(), start).entityId());
    }
    Optional<String> entity = event.text(Field.PROCESS_ENTITY_ID);
    if (entity.isEmpty()) {
      return;
    }
    creator(event, host);
    KnownProcess parent = parent(event, host);
    KnownProcess process =
        new KnownProcess(
            entity.get(),
            start,
            null,
            event.text(Field.PROCESS_NAME).orElse(null),
            event.text(Field.PROCESS_EXECUTABLE).orElse(null),
            event
                .text(Field.PROCESS_COMMAND_LINE)
                .orElse(before != null && same ? before.commandLine() : null),
            event.text(Field.USER_NAME).orElse(null),
            event.text(Field.USER_DOMAIN).orElse(null),
            pid.isPresent() ? pid.getAsLong() : null,
            ancestors(event, parent));
    byEntity.put(key(host, entity.get()), process);
    if (pid.isPresent()) {
      entityByPid.put(host + '|' + pid.getAsLong(), entity.get());
    }
    describe(event, process);
  }

  /** Names the process that made this one, where that is not its parent. */
  private void creator(Event.Builder event, String host) {
    OptionalLong pid = event.number(Field.PROCESS_CREATOR_PID);
    KnownProcess creator = pid.isPresent() ? byPid(host, pid.getAsLong(), event.time()) : null;
    if (creator != null) {
      String name = creator.executable() == null ? creator.name() : creator.executable();
      if (name != null && !event.has(Field.PROCESS_CREATOR_EXECUTABLE)) {
        event.set(Field.PROCESS_CREATOR_EXECUTABLE, name);
      }
    }
  }

  private static boolean isSameStart(KnownProcess before, Event.Builder event, Instant start) {
    return before.sameProgram(event.text(Field.PROCESS_EXECUTABLE).orElse(null))
        && Math.abs(before.start().getEpochSecond() - start.getEpochSecond())
            <= CLOCK_SLACK_SECONDS;
  }

  private @Nullable KnownProcess acting(Event.Builder event, String host) {
    Optional<String> entity = event.text(Field.PROCESS_ENTITY_ID);
    if (entity.isPresent()) {
      return byEntity.get(key(host, entity.get()));
    }
    OptionalLong pid = event.number(Field.PROCESS_PID);
    KnownProcess process = pid.isPresent() ? byPid(host, pid.getAsLong(), event.time()) : null;
    Optional<String> executable = event.text(Field.PROCESS_EXECUTABLE);
    boolean another =
        process != null
            && executable.isPresent()
            && process.name() != null
            && !executable
                .get()
                .toLowerCase(Locale.ROOT)
                .endsWith(process.name().toLowerCase(Locale.ROOT));
    return another ? null : process;
  }

  private @Nullable KnownProcess parent(Event.Builder event, String host) {
    Optional<String> entity = event.text(Field.PROCESS_PARENT_ENTITY_ID);
    if (entity.isPresent()) {
      return byEntity.get(key(host, entity.get()));
    }
    OptionalLong pid = event.number(Field.PROCESS_PARENT_PID);
    return pid.isPresent() ? byPid(host, pid.getAsLong(), event.time()) : null;
  }

  private @Nullable KnownProcess byPid(String host, long pid, Instant time) {
    String entity = entityByPid.get(host + '|' + pid);
    KnownProcess process = entity == null ? null : byEntity.get(key(host, entity));
    return process != null && process.livedAt(time) ? process : null;
  }

  private static String key(String host, String entity) {
    return host + '|' + entity.toLowerCase(Locale.ROOT);
  }

  /** The parent as a new process's descendants will see it: from the record, else as remembered. */
  private static @Nullable Ancestors ancestors(Event.Builder event, @Nullable KnownProcess parent) {
    String entity =
        parent != null
            ? parent.entityId()
            : event.text(Field.PROCESS_PARENT_ENTITY_ID).orElse(null);
    String name =
        event.text(Field.PROCESS_PARENT_NAME).orElse(parent == null ? null : parent.name());
    if (entity == null && name == null) {
      return null;
    }
    List<String> entities = new ArrayList<>();
    List<String> lineage = new ArrayList<>();
    if (entity != null) {
      entities.add(entity);
    }
    lineage.add(name == null ? "?" : name);
    if (parent != null && parent.parent() != null) {
      entities.addAll(parent.parent().entityIds());
      lineage.addAll(parent.parent().names());
    }
    OptionalLong pid = event.number(Field.PROCESS_PARENT_PID);
    return new Ancestors(
        entities.subList(0, Math.min(MAX_ANCESTORS, entities.size())),
        lineage.subList(0, Math.min(MAX_ANCESTORS, lineage.size())),
        pid.isPresent() ? (Long) pid.getAsLong() : parent == null ? null : parent.pid(),
        event
            .text(Field.PROCESS_PARENT_EXECUTABLE)
            .orElse(parent == null ? null : parent.executable()),
        event
            .text(Field.PROCESS_PARENT_COMMAND_LINE)
            .orElse(parent == null ? null : parent.commandLine()));
  }

  private void describe(Event.Builder event, KnownProcess process) {
    Set<Field> renamed = names.renamedFields(event);
    List<String> filled = new ArrayList<>();
    fill(event, Field.PROCESS_ENTITY_ID, process.entityId(), renamed, filled);
    fill(event, Field.PROCESS_NAME, process.name(), renamed, filled);
    fill(event, Field.PROCESS_EXECUTABLE, process.executable(), renamed, filled);
    fill(event, Field.PROCESS_COMMAND_LINE, process.commandLine(), renamed, filled);
    if (!event.has(Field.USER_NAME)) {
      fill(event, Field.USER_NAME, process.userName(), renamed, filled);
      fill(event, Field.USER_DOMAIN, process.userDomain(), renamed, filled);
    }
    Ancestors parent = process.parent();
    if (parent != null) {
      String parentId = parent.entityIds().isEmpty() ? null : parent.entityIds().getFirst();
      fill(event, Field.PROCESS_PARENT_ENTITY_ID, parentId, renamed, filled);
      fill(event, Field.PROCESS_PARENT_NAME, parent.names().getFirst(), renamed, filled);
      fill(event, Field.PROCESS_PARENT_EXECUTABLE, parent.executable(), renamed, filled);
      fill(event, Field.PROCESS_PARENT_COMMAND_LINE, parent.commandLine(), renamed, filled);
      if (parent.pid() != null && !event.has(Field.PROCESS_PARENT_PID)) {
        event.set(Field.PROCESS_PARENT_PID, parent.pid());
        mark(Field.PROCESS_PARENT_PID, renamed, filled);
      }
      event.setAll(Field.PROCESS_ANCESTRY, parent.entityIds());
      List<String> lineage = new ArrayList<>(parent.names());
      Collections.reverse(lineage);
      lineage.add(event.text(Field.PROCESS_NAME).orElse("?"));
      event.set(Field.PROCESS_LINEAGE, String.join(" > ", lineage));
    }
    filled.forEach(name -> event.add(Field.RING3_ENRICHED, name));
  }

  private static void fill(
      Event.Builder event,
      Field field,
      @Nullable String value,
      Set<Field> renamed,
      List<String> filled) {
    if (value != null && !event.has(field)) {
      event.set(field, value);
      mark(field, renamed, filled);
    }
  }

  private static void mark(Field field, Set<Field> renamed, List<String> filled) {
    if (renamed.contains(field)) {
      filled.add(field.ecs());
    }
  }
}
