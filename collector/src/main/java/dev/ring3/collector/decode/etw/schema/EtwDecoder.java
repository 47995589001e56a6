package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.EventDecoder;
import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.OutType;
import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwHeader.Kind;
import dev.ring3.etw.EtwRecord;
import dev.ring3.etw.ExtendedItem;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records of any origin. Learns the layouts that records bring along; those win over the
 * catalogue's, for they come from the host that wrote the records. For one thread.
 *
 * <p>Limits: {@link #MAX_LEARNED} learned kinds of events, {@link #MAX_TRACE_LOGGING} TraceLogging
 * ones; beyond that the one not used longest is forgotten.
 */
public final class EtwDecoder {
  /** Kinds of events whose layout was learned. */
  public static final int MAX_LEARNED = 65_536;

  /** Kinds of TraceLogging events. */
  public static final int MAX_TRACE_LOGGING = 4096;

  /** Class of the events in which merged traces carry TRACE_EVENT_INFO blocks, as type 32. */
  private static final UUID KERNEL_TRACE_CONTROL =
      UUID.fromString("bbccf6c1-6cd1-48c4-80ff-839482e37671");

  private static final int EVENT_INFO = 32;
  private static final int MAP_INFO = 33;

  private final Catalogue catalogue;

  /** A layout of each event of the catalogue, whatever its version. */
  private final Map<EventKey, EventLayout> names = new HashMap<>();

  private final Map<EventKey, EventDecoder> compiled = new HashMap<>();
  private final Map<EventKey, EventDecoder> learned = remembering(MAX_LEARNED);
  private final Map<ByteBuffer, Optional<EventDecoder>> traceLogging =
      remembering(MAX_TRACE_LOGGING);
  private final ManifestChunks manifests = new ManifestChunks();

  public EtwDecoder(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue
        .layouts()
        .forEach((key, layout) -> names.put(new EventKey(key.provider(), key.id(), 0), layout));
  }

  private static <K, V> Map<K, V> remembering(int limit) {
    return new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
      }
    };
  }

  /** Whether the record only tells how others are laid out. */
  public static boolean isSchema(EtwRecord record) {
    EtwHeader header = record.header();
    boolean isInfo =
        header.provider().equals(KERNEL_TRACE_CONTROL)
            && (header.id() == EVENT_INFO || header.id() == MAP_INFO);
    return isInfo || ManifestChunks.isChunk(header.id(), record.data());
  }

  /** Learns what the record tells of other records' layouts, if it does. */
  public void learn(EtwRecord record) {
    if (!isSchema(record)) {
      return;
    }
    if (record.header().provider().equals(KERNEL_TRACE_CONTROL)) {
      if (record.header().id() == EVENT_INFO) {
        TraceEventInfo.read(record.data()).ifPresent(this::learn);
      }
      return;
    }
    manifests
        .add(record.header().provider(), record.data())
        .map(EventSourceManifest::read)
        .ifPresent(layouts -> layouts.forEach(this::learn));
  }

  /** Learns what the bridge was told by Windows. */
  public void learn(TraceEventInfo info) {
    learn(info.key(), info.layout());
  }

  private void learn(EventKey key, EventLayout layout) {
    try {
      learned.put(key, new EventDecoder(underOurNames(key, layout)));
    } catch (IllegalArgumentException e) {
      learned.remove(key); // it refers to fields that it has not: no layout
    }
  }

  /** What the catalogue knows keeps its names there, whatever a trace calls it. */
  private EventLayout underOurNames(EventKey key, EventLayout layout) {
    EventLayout ours = names.get(new EventKey(key.provider(), key.id(), 0));
    if (ours == null) {
      return layout;
    }
    List<FieldLayout> fields = layout.fields().stream().map(f -> withOurWords(f, ours)).toList();
    return new EventLayout(ours.provider(), ours.event(), fields);
  }

  /** So that a value is written in the same way, whoever says where it stands. */
  private static FieldLayout withOurWords(FieldLayout field, EventLayout ours) {
    for (FieldLayout our : ours.fields()) {
      if (our.name().equals(field.name()) && our.type() == field.type()) {
        return new FieldLayout(
            field.name(),
            field.type(),
            field.out() == OutType.PLAIN ? our.out() : field.out(),
            field.count(),
            field.length(),
            field.members(),
            our.map(),
            our.map() == null ? field.words() : null);
      }
    }
    return field;
  }

  /** The name of a provider, if the catalogue has it. */
  public Optional<String> provider(UUID guid) {
    return catalogue.provider(guid);
  }

  /** Decodes a record; empty if its layout is not known. */
  public Optional<DecodedEvent> decode(EtwRecord record) {
    EtwHeader header = record.header();
    if (header.kind() == Kind.MESSAGE) {
      return Optional.empty();
    }
    byte[] schema = record.item(ExtendedItem.TRACE_LOGGING_SCHEMA);
    if (schema != null) {
      return traceLogging(record, schema).map(d -> decode(d, record));
    }
    EventDecoder decoder = decoder(EventKey.of(header));
    return decoder == null ? Optional.empty() : Optional.of(decode(decoder, record));
  }

  private @Nullable EventDecoder decoder(EventKey key) {
    EventDecoder decoder = learned.isEmpty() ? null : learned.get(key);
    if (decoder == null) {
      decoder = compiled.get(key);
    }
    if (decoder == null) {
      EventLayout layout = catalogue.layouts().get(key);
      if (layout != null) {
        decoder = new EventDecoder(layout);
        compiled.put(key, decoder); // as many as the catalogue has
      }
    }
    return decoder;
  }

  private Optional<EventDecoder> traceLogging(EtwRecord record, byte[] schema) {
    byte[] traits = record.item(ExtendedItem.PROVIDER_TRAITS);
    UUID guid = record.header().provider();
    ByteBuffer key = key(guid, schema);
    Optional<EventDecoder> known = traceLogging.get(key);
    if (known == null) {
      String name = catalogue.provider(guid).orElse(guid.toString());
      known = TraceLogging.layout(schema, traits, name).map(EventDecoder::new);
      traceLogging.put(key, known);
    }
    return known;
  }

  private static ByteBuffer key(UUID provider, byte[] schema) {
    return ByteBuffer.allocate(16 + schema.length)
        .putLong(provider.getMostSignificantBits())
        .putLong(provider.getLeastSignificantBits())
        .put(schema)
        .flip();
  }

  /**
   * A 32-bit process can log a 64-bit record and the other way round, so a record that does not fit
   * is tried with the other size of pointers. It is taken only if that accounts for every byte; if
   * both do, as often in the kernel's own records, texts decide.
   */
  private static DecodedEvent decode(EventDecoder decoder, EtwRecord record) {
    int pointerSize = record.header().pointerSize();
    DecodedEvent event = decoder.decode(record.data(), pointerSize);
    boolean isOld = record.header().kind() == Kind.CLASSIC && pointerSize == 4;
    if (event.isExact() && (!isOld || event.isPrintable())) {
      return event;
    }
    DecodedEvent other = decoder.decode(record.data(), 12 - pointerSize);
    return other.isExact() && (!event.isExact() || other.isPrintable()) ? other : event;
  }
}
