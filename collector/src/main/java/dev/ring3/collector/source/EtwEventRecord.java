package dev.ring3.collector.source;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.etw.EtwRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of a trace, live or from a file.
 *
 * @param origin where it was read
 * @param record as it was logged
 * @param decoded its fields, null if nothing says how they are laid out
 * @param provider name of the provider; its GUID where the name is not known
 * @param host that it happened on, null where a trace does not say
 * @param isLive whether it came from a session, not from a file
 */
public record EtwEventRecord(
    Origin origin,
    EtwRecord record,
    @Nullable DecodedEvent decoded,
    String provider,
    @Nullable String host,
    boolean isLive)
    implements SourceRecord {
  public EtwEventRecord {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(record);
    Objects.requireNonNull(provider);
  }
}
