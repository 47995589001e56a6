package dev.ring3.webui.cases;

import dev.ring3.search.ingest.ImportProgress;
import dev.ring3.search.ingest.ImportReport;
import dev.ring3.webui.cases.Upload.Stage;
import dev.ring3.webui.hunt.HuntState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload as the page shows it.
 *
 * @param line what is going on, in a sentence
 * @param progress while it is imported
 * @param report once it is
 */
record UploadView(
    String id,
    String caseName,
    String line,
    boolean open,
    boolean failed,
    @Nullable ImportProgress progress,
    @Nullable ImportReport report,
    String huntUrl) {

  static UploadView of(Upload upload) {
    return switch (upload.stage()) {
      case Stage.Receiving _receiving -> view(upload, "Receiving files", null, null);
      case Stage.Importing importing -> {
        ImportProgress progress = importing.run().progress();
        String current = progress.current();
        yield view(upload, current == null ? "Importing" : "Reading " + current, progress, null);
      }
      case Stage.Finished finished ->
          view(upload, finished.report().summary(), null, finished.report());
      case Stage.Failed failed -> view(upload, failed.problem(), null, null);
    };
  }

  private static UploadView view(
      Upload upload,
      String line,
      @Nullable ImportProgress progress,
      @Nullable ImportReport report) {
    return new UploadView(
        upload.id(),
        upload.caseName(),
        line,
        upload.isOpen(),
        upload.stage() instanceof Stage.Failed,
        progress,
        report,
        HuntState.everything().withCase(upload.caseName()).url("/hunt"));
  }

  /** What was damaged or skipped, one line each. */
  public List<String> problems() {
    return report == null ? List.of() : report.problems();
  }
}
