package dev.ring3.collector.live;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.deobfuscate.DecodedFields;
import dev.ring3.collector.enrich.file.FileCompletion;
import dev.ring3.collector.enrich.linux.Connections;
import dev.ring3.collector.enrich.linux.LinuxProcesses;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventTaker;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.sensor.BootClock;
import dev.ring3.collector.sensor.Findings;
import dev.ring3.collector.sensor.ProcessNotice;
import dev.ring3.collector.sensor.etw.EtwSensor;
import dev.ring3.collector.sensor.eventlog.EventLogSensor;
import dev.ring3.collector.sensor.eventlog.LogTable;
import dev.ring3.collector.source.AuditEventRecord;
import dev.ring3.collector.source.EcsRecord;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.collector.source.WindowsRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of what sensors find to an event: normalise, complete, hand over. For one thread. The
 * {@code event.provider} of an event is the name of the sensor that it counts for, and {@code
 * ring3} in those of Ring3's own.
 */
final class LiveFlow implements Findings {
  private final Normalizer normalizer;
  private final Clock clock;
  private final EventTaker events;
  private final FileCompletion files = new FileCompletion();
  private final DecodedFields decoded = new DecodedFields();
  private final HandingOver handingOver = new HandingOver();
  private final HostName host = new HostName();
  private final Map<String, RunningSensor> sensors = new HashMap<>();
  private final Connections connections = new Connections();
  private @Nullable LinuxProcesses processes;
  private @Nullable Pipeline windows;
  private @Nullable Doubles doubles;
  private @Nullable LoggedTwice logged;
  private @Nullable BootClock boot;
  private long found;

  LiveFlow(Clock clock, EventTaker events) {
    this.normalizer = new Normalizer(clock);
    this.clock = clock;
    this.events = events;
  }

  /** Prepares for the processes of a Linux host. */
  void onLinux(BootClock boot) {
    this.boot = boot;
    this.processes = new LinuxProcesses(host.name(), boot::startOfTicks, this::finish);
  }

  /** Prepares for the processes of a Windows host. */
  void onWindows() {
    Pipeline pipeline = Pipeline.live(clock, new WindowsHost(clock), this::finish);
    this.windows = pipeline;
    this.doubles = new Doubles(System::nanoTime, pipeline::accept);
    this.logged = new LoggedTwice(LogTable.load(), System::nanoTime, pipeline::accept);
  }

  /** Learns what is there. Called once, before anything else, on {@code ring3-collect}. */
  void begin(boolean audited, boolean traced) {
    if (doubles != null) {
      doubles.traced(traced);
    }
    if (logged != null) {
      logged.traced(traced);
    }
    if (processes != null) {
      processes.audited(audited);
      try {
        processes.learn();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Names the sensors that events are counted for. */
  void sensors(List<RunningSensor> all) {
    all.forEach(s -> sensors.put(s.name(), s));
  }

  /**
   * Records and programs that sensors have found; no forks and ends, which the kernel's own threads
   * have too, and which may be told somewhat later.
   */
  long found() {
    return found;
  }

  @Override
  public void record(SourceRecord record) {
    found++;
    if (windows != null && doubles != null && logged != null) {
      switch (record) {
        case HostRecord r -> doubles.accept(r);
        case LogEventRecord r -> logged.accept(r);
        case WindowsRecord r -> windows.accept(r);
        case EtwEventRecord r -> windows.accept(r);
        case EcsRecord r -> windows.accept(r);
        case AuditEventRecord r -> windows.accept(r);
      }
      return;
    }
    Event.Builder event = normalizer.normalize(record);
    if (processes != null) {
      connections.attribute(event);
      processes.complete(event);
      connections.note(event);
    }
    finish(event);
  }

  private void finish(Event.Builder event) {
    if (doubles != null && logged != null && isTraced(event)) {
      doubles.told(event);
      logged.told(event);
    }
    files.complete(event, handingOver);
  }

  /** A record of a log has a number there. */
  static boolean isTraced(Event.Builder event) {
    return event.has(Field.WINLOG_PROVIDER_GUID) && !event.has(Field.WINLOG_RECORD_ID);
  }

  @Override
  public void process(ProcessNotice notice) {
    if (processes == null || boot == null) {
      return;
    }
    switch (notice) {
      case ProcessNotice.Forked f ->
          processes.forked(f.pid(), f.parentPid(), boot.start(f.sinceBoot()));
      case ProcessNotice.Executed e -> {
        found++;
        processes.noticedProgram(e.pid(), e.time());
      }
      case ProcessNotice.Exited e -> processes.ended(e.pid(), e.time(), e.exitCode(), e.signal());
    }
  }

  void tick() {
    if (processes != null) {
      processes.tick();
    }
    if (windows != null) {
      windows.flushTraces();
    }
    if (doubles != null) {
      doubles.tick();
    }
    if (logged != null) {
      logged.tick();
    }
    files.tick();
  }

  void flush() {
    if (processes != null) {
      processes.flush();
    }
    if (logged != null) {
      logged.flush();
    }
    if (windows != null) {
      windows.flush();
    }
    if (doubles != null) {
      doubles.flush();
    }
    files.close();
  }

  /** Hands over an event of Ring3's own. */
  void own(Event.Builder event) {
    event.set(Field.HOST_NAME, host.name());
    event.set(Field.EVENT_PROVIDER, "ring3");
    event.set(Field.EVENT_MODULE, "ring3");
    events.accept(event.build());
  }

  /** Hands events over, and once more where more became known of them. */
  private final class HandingOver implements FileCompletion.Taker {
    @Override
    public void take(Event.Builder builder) {
      Event event = built(builder);
      events.accept(event);
      count(event);
    }

    @Override
    public Runnable begin(Event.Builder builder) {
      Event early = built(builder);
      Consumer<Event> later = events.begin(early);
      count(early);
      return () -> {
        Event whole = builder.build();
        later.accept(whole.equals(early) ? early : whole);
      };
    }

    private Event built(Event.Builder builder) {
      builder.set(Field.EVENT_CREATED, clock.instant());
      decoded.complete(builder);
      return builder.build();
    }

    private void count(Event event) {
      sensor(event).ifPresent(sensor -> sensor.handedOver(event));
    }
  }

  /** Events that stayed without what their file holds. */
  FileCompletion.Missed missed() {
    return files.missed();
  }

  /** Events of ETW and of logs name the provider of Windows' instead of the sensor. */
  private Optional<RunningSensor> sensor(Event event) {
    String name =
        event.has(Field.WINLOG_RECORD_ID)
            ? EventLogSensor.NAME
            : event.has(Field.WINLOG_PROVIDER_GUID)
                ? EtwSensor.NAME
                : event.text(Field.EVENT_PROVIDER).orElse("");
    return Optional.ofNullable(sensors.get(name));
  }
}
