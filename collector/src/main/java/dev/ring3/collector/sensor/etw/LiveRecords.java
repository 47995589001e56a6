package dev.ring3.collector.sensor.etw;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.ValueMap;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.decode.etw.schema.EtwDecoder;
import dev.ring3.collector.decode.etw.schema.EventMapInfo;
import dev.ring3.collector.decode.etw.schema.TraceEventInfo;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.etw.EtwHeader.Kind;
import dev.ring3.etw.EtwRecord;
import dev.ring3.etw.EtwSession;
import dev.ring3.etw.ExtendedItem;
import dev.ring3.etw.WireException;
import dev.ring3.etw.WireReader;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decodes what live sessions deliver. How a kind of event is laid out is asked of Windows once,
 * when the first of it comes; where Windows knows nothing the catalogue counts. For one thread.
 *
 * <p>Limit: {@link EtwDecoder#MAX_LEARNED} kinds are remembered; then all are asked for again.
 */
public final class LiveRecords {
  private final EtwDecoder decoder;
  private final String host;
  private final Set<EventKey> asked = new LinkedHashSet<>();

  /**
   * @param host name of this host
   */
  public LiveRecords(Catalogue catalogue, String host) {
    this.host = host;
    this.decoder = new EtwDecoder(catalogue);
  }

  /**
   * @param frame as the bridge delivered it
   * @param session any that runs: Windows is asked through it
   * @param origin names the sensor and numbers the record
   * @throws WireException if the frame is none
   */
  public EtwEventRecord decode(byte[] frame, EtwSession session, Origin origin)
      throws WireException {
    EtwRecord record = WireReader.read(frame);
    if (EtwDecoder.isSchema(record)) {
      decoder.learn(record);
    } else if (hasLayout(record)) {
      ask(EventKey.of(record.header()), frame, session);
    }
    DecodedEvent decoded = decoder.decode(record).orElse(null);
    UUID guid = record.header().provider();
    String provider =
        decoded == null
            ? decoder.provider(guid).orElse(guid.toString())
            : decoded.layout().provider();
    return new EtwEventRecord(origin, record, decoded, provider, host, true);
  }

  /** TraceLogging brings its own layout, WPP has none. */
  private static boolean hasLayout(EtwRecord record) {
    return record.header().kind() != Kind.MESSAGE
        && record.item(ExtendedItem.TRACE_LOGGING_SCHEMA) == null;
  }

  private void ask(EventKey key, byte[] frame, EtwSession session) {
    if (!asked.add(key)) {
      return;
    }
    if (asked.size() > EtwDecoder.MAX_LEARNED) {
      asked.clear();
      asked.add(key);
    }
    session
        .eventInformation(frame)
        .flatMap(block -> TraceEventInfo.read(block, map -> words(map, frame, session)))
        .ifPresent(decoder::learn);
  }

  private static Optional<ValueMap> words(String map, byte[] frame, EtwSession session) {
    return session.mapInformation(frame, map).flatMap(EventMapInfo::read);
  }
}
