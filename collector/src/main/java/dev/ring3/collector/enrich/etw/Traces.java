package dev.ring3.collector.enrich.etw;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.schema.EtwDecoder;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.ExtendedItem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a trace's records to events. Records that only complete others (stacks, names, image
 * rundown, layouts) end here; the rest are normalised, completed and handed on.
 */
public final class Traces {
  private static final int MAX_THREADS = 65_536;
  private static final int MAX_NEW_PROCESSES = 1024;

  /** The process of the kernel's threads. */
  private static final long KERNEL = 4;

  /** What people call the events that say which processes there were already. */
  private static final Set<String> PROCESS_RUNDOWN = Set.of("Process/DCStart", "ProcessRundown");

  private final Function<EtwEventRecord, Event.Builder> normalize;
  private final Volumes volumes;
  private final FileNames files = new FileNames();
  private final FileOperations operations = new FileOperations();
  private final RegistryKeys keys = new RegistryKeys();
  private final Modules modules = new Modules();
  private final Recent<Long, Long> processOfThread = new Recent<>(MAX_THREADS);
  private final Recent<String, Boolean> withoutThread = new Recent<>(MAX_NEW_PROCESSES);
  private final Stacks stacks;
  private final @Nullable Twins twins;

  /**
   * @param normalize gives a record its ECS names
   * @param isLive whether records come from sessions of ours, which ask two providers for the same;
   *     a file is told as it is
   * @param drives tells the drives of the host that the records are of, by device
   * @param next takes every event
   */
  public Traces(
      Function<EtwEventRecord, Event.Builder> normalize,
      boolean isLive,
      Supplier<Map<String, String>> drives,
      Consumer<Event.Builder> next) {
    this.normalize = normalize;
    this.volumes = new Volumes(drives);
    this.stacks = new Stacks(modules, next);
    this.twins = isLive ? new Twins(stacks::waits) : null;
  }

  /** Takes the next record. */
  public void accept(EtwEventRecord record) {
    if (EtwDecoder.isSchema(record.record()) || completesOthers(record)) {
      return;
    }
    Event.Builder event = normalize.apply(record);
    owner(record, event);
    firstThread(event);
    operations.began(event);
    files.complete(event);
    keys.complete(event);
    volumes.complete(event);
    Normalizer.derive(event);
    EtwHeader header = record.record().header();
    long process = event.number(Field.PROCESS_PID).orElse(0);
    List<Long> frames = stackOf(record);
    if (!frames.isEmpty()) {
      stacks.add(event, process, frames);
    }
    if (twins != null && twins.completes(event)) {
      return;
    }
    stacks.hold(header.clock(), header.threadId() == null ? 0 : header.threadId(), process, event);
  }

  /**
   * Hands over what has waited since the last call. For live records, of which the next may be long
   * in coming: to be called about ten times a second.
   */
  public void flushOlder() {
    stacks.flushOlder();
  }

  /** Hands over what still waits for more records. */
  public void flush() {
    stacks.flush();
  }

  /**
   * A process that was there before the trace is learned like one that starts, but did not start.
   * To be called when the event has been learned from.
   */
  public static void settle(Event.Builder event) {
    if (event.type() == EventType.PROCESS_START
        && event.source("etw.event").filter(PROCESS_RUNDOWN::contains).isPresent()) {
      event.type(EventType.LOG_RECORD);
    }
  }

  /** Learns from a record; returns whether it is nothing else. */
  private boolean completesOthers(EtwEventRecord record) {
    DecodedEvent event = record.decoded();
    if (event == null || event.layout().event() == null) {
      return false;
    }
    return switch (event.layout().event()) {
      case "FileIo/Name", "FileIo/FileCreate", "FileIo/FileRundown" -> {
        event
            .text("FileObject")
            .ifPresent(key -> event.text("FileName").ifPresent(path -> files.learn(key, path)));
        yield true;
      }
      case "NameCreate", "NameDelete" -> {
        event
            .text("FileKey")
            .ifPresent(key -> event.text("FileName").ifPresent(path -> files.learn(key, path)));
        yield true;
      }
      case "OperationEnd" -> {
        event
            .text("Irp")
            .ifPresent(
                request ->
                    event.number("Status").ifPresent(status -> operations.ended(request, status)));
        yield true;
      }
      case "Registry/KCBCreate",
          "Registry/KCBDelete",
          "Registry/KCBRundownBegin",
          "Registry/KCBRundownEnd" -> {
        event
            .text("KeyHandle")
            .ifPresent(key -> event.text("KeyName").ifPresent(path -> keys.learn(key, path)));
        yield true;
      }
      case "Image/DCStart", "Image/DCEnd" -> {
        module(event);
        yield true;
      }
      case "Image/Load", "ImageLoad" -> {
        module(event);
        yield false;
      }
      case "SysConfig/VolumeMapping" -> {
        volumes.learn(event.text("NtPath").orElse(""), event.text("DosPath").orElse(""));
        yield false;
      }
      case "Thread/Start", "Thread/DCStart", "ThreadStart" -> {
        thread(event);
        yield false;
      }
      case "StackWalk/Stack",
          "StackWalk/KeyKernel",
          "StackWalk/KeyUser",
          "StackWalk/KeyCreate",
          "StackWalk/KeyDelete",
          "StackWalk/Rundown" -> {
        stack(event);
        yield true;
      }
      default -> false;
    };
  }

  private void module(DecodedEvent event) {
    OptionalLong process = first(event, "ProcessId", "ProcessID");
    OptionalLong base = event.number("ImageBase");
    OptionalLong size = event.number("ImageSize");
    if (process.isPresent() && base.isPresent() && size.isPresent()) {
      event
          .text("FileName")
          .or(() -> event.text("ImageName"))
          .ifPresent(
              path ->
                  modules.loaded(process.getAsLong(), base.getAsLong(), size.getAsLong(), path));
    }
  }

  private static OptionalLong first(DecodedEvent event, String name, String otherName) {
    OptionalLong number = event.number(name);
    return number.isPresent() ? number : event.number(otherName);
  }

  private void thread(DecodedEvent event) {
    OptionalLong process = first(event, "ProcessId", "ProcessID");
    OptionalLong thread = first(event, "TThreadId", "ThreadID");
    if (process.isPresent() && thread.isPresent()) {
      processOfThread.put(thread.getAsLong(), process.getAsLong());
    }
  }

  private void owner(EtwEventRecord record, Event.Builder event) {
    Long thread = record.record().header().threadId();
    if (thread == null && record.decoded() != null) {
      for (String name : List.of("TTID", "IssuingThreadId", "ThreadId")) {
        OptionalLong number = record.decoded().number(name);
        if (number.isPresent()) {
          thread = number.getAsLong();
        }
      }
    }
    Long process = thread == null ? null : processOfThread.get(thread);
    if (process != null && !event.has(Field.PROCESS_PID)) {
      event.set(Field.PROCESS_PID, process);
    }
  }

  /**
   * The first thread of a process is started by its parent, and the kernel's threads by whoever
   * runs: neither is a thread that one process started in another.
   */
  private void firstThread(Event.Builder event) {
    String module = event.text(Field.EVENT_MODULE).orElse("");
    if (event.type() == EventType.PROCESS_START) {
      event.number(Field.PROCESS_PID).ifPresent(pid -> withoutThread.put(module + pid, true));
    } else if (event.type() == EventType.REMOTE_THREAD) {
      long target = event.number(Field.TARGET_PROCESS_PID).orElse(KERNEL);
      if (target == KERNEL || withoutThread.remove(module + target) != null) {
        event.type(EventType.LOG_RECORD);
      }
    }
  }

  private void stack(DecodedEvent event) {
    long clock = event.number("EventTimeStamp").orElse(0);
    long thread = event.number("StackThread").orElse(0);
    List<Long> frames = event.numbers("Stack");
    OptionalLong key = event.number("StackKey");
    if (key.isPresent() && !frames.isEmpty()) {
      stacks.define(key.getAsLong(), frames);
    } else if (key.isPresent()) {
      stacks.attach(clock, thread, key.getAsLong());
    } else {
      stacks.attach(clock, thread, frames);
    }
  }

  /** The stack that the session added to the record itself, behind a number of 64 bits. */
  private static List<Long> stackOf(EtwEventRecord record) {
    byte[] wide = record.record().item(ExtendedItem.STACK_64);
    byte[] narrow = wide == null ? record.record().item(ExtendedItem.STACK_32) : null;
    byte[] bytes = wide == null ? narrow : wide;
    List<Long> frames = new ArrayList<>();
    if (bytes == null || bytes.length < 8) {
      return frames;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 8, bytes.length - 8).order(ByteOrder.LITTLE_ENDIAN);
    int size = wide == null ? 4 : 8;
    while (buffer.remaining() >= size) {
      frames.add(wide == null ? buffer.getInt() & 0xffff_ffffL : buffer.getLong());
    }
    return frames;
  }
}
