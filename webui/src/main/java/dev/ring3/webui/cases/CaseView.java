package dev.ring3.webui.cases;

import dev.ring3.search.index.CaseStatus;
import dev.ring3.search.index.ImportedFile;
import dev.ring3.webui.hunt.HuntState;
import dev.ring3.webui.hunt.TimeText;
import dev.ring3.webui.page.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the page shows it.
 *
 * @param problem why it cannot be read; null if it can
 * @param size on disk
 * @param first time of its first event; empty if it has none
 */
record CaseView(
    String name,
    @Nullable String problem,
    long events,
    String size,
    String first,
    String last,
    String created,
    long damaged,
    List<File> files,
    String huntUrl) {
  CaseView {
    files = List.copyOf(files);
  }

  /** A file whose events are in the case. */
  record File(
      String name,
      String size,
      String sha256,
      long events,
      long records,
      long damaged,
      String when) {}

  static CaseView of(CaseStatus status) {
    String huntUrl = HuntState.everything().withCase(status.name()).url("/hunt");
    return switch (status) {
      case CaseStatus.Unreadable broken ->
          new CaseView(broken.name(), broken.problem(), 0, "", "", "", "", 0, List.of(), huntUrl);
      case CaseStatus.Intact intact ->
          new CaseView(
              intact.name(),
              null,
              intact.events(),
              Size.text(intact.bytes()),
              intact.first() == null ? "" : TimeText.seconds(intact.first()),
              intact.last() == null ? "" : TimeText.seconds(intact.last()),
              TimeText.seconds(intact.created()),
              intact.imports().stream().mapToLong(ImportedFile::damaged).sum(),
              intact.imports().stream().map(CaseView::file).toList(),
              huntUrl);
    };
  }

  private static File file(ImportedFile file) {
    return new File(
        file.file().name(),
        Size.text(file.file().bytes()),
        file.file().sha256(),
        file.events(),
        file.records(),
        file.damaged(),
        TimeText.seconds(file.when()));
  }
}
