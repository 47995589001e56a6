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
import java.util.function.Consumer;

/**
 * Windows trace files. A file is gone through twice: what it says of its events' layouts can stand
 * behind the events, so that is read first.
 */
final class EtlFormat implements FileFormat {
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
      reader.forEachSelected(EtwDecoder::isSchema, decoder::learn);
      for (Optional<EtlItem> next = reader.next(); next.isPresent(); next = reader.next()) {
        items.accept(
            switch (next.get()) {
              case EtlRecord record -> item(content.name(), record, decoder);
              case EtlDamage damage ->
                  new Damage(new Origin(content.name(), damage.offset()), damage.problem());
            });
      }
    }
  }

  private static EtwEventRecord item(String file, EtlRecord item, EtwDecoder decoder) {
    EtwRecord record = item.record();
    DecodedEvent decoded = decoder.decode(record).orElse(null);
    UUID guid = record.header().provider();
    String provider =
        decoded == null
            ? decoder.provider(guid).orElse(guid.toString())
            : decoded.layout().provider();
    return new EtwEventRecord(new Origin(file, item.offset()), record, decoded, provider, null);
  }
}
