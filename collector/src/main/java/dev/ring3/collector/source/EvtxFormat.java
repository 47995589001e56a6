package dev.ring3.collector.source;

import dev.ring3.collector.evtx.EvtxReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Windows event logs. A file of its own is read oldest record first. */
final class EvtxFormat implements FileFormat {
  @Override
  public String name() {
    return "EVTX";
  }

  @Override
  public boolean recognises(byte[] head) {
    return EvtxReader.looksLikeEvtx(head);
  }

  @Override
  public void read(Content content, Consumer<SourceItem> items) throws IOException {
    try (EvtxSource source =
        content.file() == null
            ? EvtxSource.open(content.name(), content.stream())
            : EvtxSource.open(content.name(), content.file())) {
      for (Optional<SourceItem> next = source.next(); next.isPresent(); next = source.next()) {
        items.accept(next.get());
      }
    }
  }
}
