package dev.ring3.collector.source;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import dev.ring3.collector.decode.etw.schema.EtwDecoder;
import dev.ring3.collector.etl.EtlDamage;
import dev.ring3.collector.etl.EtlItem;
import dev.ring3.collector.etl.EtlReader;
import dev.ring3.collector.etl.EtlRecord;
import dev.ring3.etw.EtwRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Windows trace files. A file is gone through twice: what it says of its events' layouts and of its
 * host can stand behind the events, so that is read first.
 */
final class EtlFormat implements FileFormat {
  /** Class of the kernel's events about the host; {@link #CPU} has its name. */
  private static final UUID SYSTEM_CONFIG = UUID.fromString("01853a65-418f-4f36-aefc-dc0f1d2fd235");

  private static final int CPU = 10;

  /** Loaded with the first trace: most runs of Ring3 read none. */
  private static final class Loaded {
    static final Catalogue CATALOGUE = Catalogue.load();

    private Loaded() {}
  }

  @Override
  public String name() {
    return "ETL";
  }

  @Override
  public boolean recognises(byte[] head) {
    return EtlReader.looksLikeEtl(head);
  }

  @Override
  public void read(Content content, Consumer<SourceItem> items) throws IOException {
    try (EtlReader reader =
        content.file() == null
            ? EtlReader.open(content.name(), content.stream())
            : EtlReader.open(content.file())) {
      EtwDecoder decoder = new EtwDecoder(Loaded.CATALOGUE);
      AtomicReference<@Nullable String> host = new AtomicReference<>();
      reader.forEachSelected(
          record -> EtwDecoder.isSchema(record) || isHost(record),
          record -> {
            decoder.learn(record);
            host(record, decoder).ifPresent(host::set);
          });
      for (Optional<EtlItem> next = reader.next(); next.isPresent(); next = reader.next()) {
        items.accept(
            switch (next.get()) {
              case EtlRecord record -> item(content.name(), record, decoder, host.get());
              case EtlDamage damage ->
                  new Damage(new Origin(content.name(), damage.offset()), damage.problem());
            });
      }
    }
  }

  private static boolean isHost(EtwRecord record) {
    return record.header().provider().equals(SYSTEM_CONFIG) && record.header().id() == CPU;
  }

  /** The name of the host that was traced, if the record tells it. */
  private static Optional<String> host(EtwRecord record, EtwDecoder decoder) {
    return isHost(record)
        ? decoder
            .decode(record)
            .flatMap(event -> event.text("ComputerName"))
            .filter(name -> !name.isBlank())
        : Optional.empty();
  }

  private static EtwEventRecord item(
      String file, EtlRecord item, EtwDecoder decoder, @Nullable String host) {
    EtwRecord record = item.record();
    DecodedEvent decoded = decoder.decode(record).orElse(null);
    UUID guid = record.header().provider();
    String provider =
        decoded == null
            ? decoder.provider(guid).orElse(guid.toString())
            : decoded.layout().provider();
    return new EtwEventRecord(
        new Origin(file, item.offset()), record, decoded, provider, host, false);
  }
}
