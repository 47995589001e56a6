package dev.ring3.webui.respond;

import dev.ring3.collector.respond.file.Document;
import java.util.List;
import java.util.Objects;

/**
 * What the event does not say and a deed needs.
 *
 * @param isolation how the host is isolated
 * @param documents that go into a triage package
 */
record Details(IsolationForm isolation, List<Document> documents) {
  /** Enough to know whether a deed can be offered. */
  static final Details NONE = new Details(IsolationForm.USUAL, List.of());

  Details {
    Objects.requireNonNull(isolation);
    documents = List.copyOf(documents);
  }
}
