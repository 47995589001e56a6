package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.AuditEventRecord;
import dev.ring3.collector.source.EcsRecord;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.LogEventRecord;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.collector.source.WindowsRecord;
import java.time.Clock;

/** Gives any source's record its type and its ECS names. Safe for any thread. */
public final class Normalizer {
  private final ProviderTables tables = ProviderTables.load();
  private final WindowsNormalizer windows = new WindowsNormalizer(tables);
  private final EcsNormalizer ecs = new EcsNormalizer();
  private final AuditNormalizer audit = new AuditNormalizer();
  private final EtwNormalizer etw = new EtwNormalizer(windows);
  private final HostNormalizer host = new HostNormalizer();
  private final Clock clock;

  /**
   * @param clock gives a time to documents without one, which are tagged {@code no_timestamp}
   */
  public Normalizer(Clock clock) {
    this.clock = clock;
  }

  /** The way back from this normaliser's names. */
  public WindowsNames names() {
    return new WindowsNames(tables);
  }

  /** Fills in what follows from other fields, such as a file's name from its path. */
  public static void derive(Event.Builder event) {
    Derivations.complete(event);
  }

  /** The event so far: what the record itself says, and what follows from it. */
  public Event.Builder normalize(SourceRecord record) {
    return switch (record) {
      case WindowsRecord r -> windows.normalize(r);
      case LogEventRecord r -> windows.withoutFile(r.record());
      case EcsRecord r -> ecs.normalize(r, clock.instant());
      case AuditEventRecord r -> audit.normalize(r);
      case HostRecord r -> host.normalize(r);
      case EtwEventRecord r -> etw.normalize(r);
    };
  }
}
