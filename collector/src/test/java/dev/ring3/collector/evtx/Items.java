package dev.ring3.collector.evtx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a reader yields, apart: for tests with small files. */
record Items(List<EvtxRecord> records, List<EvtxDamage> damages) {

  static Items of(byte[] content) {
    try (EvtxReader reader = EvtxReader.open("test.evtx", new ByteArrayInputStream(content))) {
      return of(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Items of(Path file) {
    try (EvtxReader reader = EvtxReader.open(file)) {
      return of(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Items of(EvtxReader reader) throws IOException {
    Items items = new Items(new ArrayList<>(), new ArrayList<>());
    for (Optional<EvtxItem> next = reader.next(); next.isPresent(); next = reader.next()) {
      switch (next.get()) {
        case EvtxRecord record -> items.records.add(record);
        case EvtxDamage damage -> items.damages.add(damage);
      }
    }
    return items;
  }
}
