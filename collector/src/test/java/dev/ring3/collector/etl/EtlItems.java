package dev.ring3.collector.etl;

import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwHeader.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a reader yields, apart: for tests. */
record EtlItems(EtlHeader header, List<EtlRecord> records, List<EtlDamage> damages) {

  static EtlItems of(Path file) {
    try (EtlReader reader = EtlReader.open(file)) {
      return of(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EtlItems of(byte[] content) throws NotEtlException {
    try (EtlReader reader = EtlReader.open("test.etl", new ByteArrayInputStream(content))) {
      return of(reader);
    } catch (NotEtlException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EtlItems of(EtlReader reader) throws IOException {
    EtlItems items = new EtlItems(reader.header(), new ArrayList<>(), new ArrayList<>());
    for (Optional<EtlItem> next = reader.next(); next.isPresent(); next = reader.next()) {
      switch (next.get()) {
        case EtlRecord record -> items.records.add(record);
        case EtlDamage damage -> items.damages.add(damage);
      }
    }
    return items;
  }

  /** How many records there are of each header, group, provider and event. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("records total", records.size());
    for (EtlRecord record : records) {
      EtwHeader header = record.record().header();
      counts.merge("record_type " + record.type(), 1, Integer::sum);
      switch (record.type().layout()) {
        case SYSTEM, PERFINFO -> counts.merge("kernel " + group(header), 1, Integer::sum);
        case CLASSIC, EVENT -> {
          counts.merge("provider " + header.provider(), 1, Integer::sum);
          int id = header.kind() == Kind.CLASSIC ? header.opcode() : header.id();
          counts.merge("event " + id + "|v" + header.version(), 1, Integer::sum);
        }
        case MESSAGE, UNKNOWN -> counts.merge("other", 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String group(EtwHeader header) {
    for (KernelGroup group : KernelGroup.values()) {
      if (group.guid().equals(header.provider())) {
        return group + "/" + header.id() + "/v" + header.version();
      }
    }
    return "unknown group";
  }
}
