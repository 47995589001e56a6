package dev.ring3.collector.respond;

import dev.ring3.collector.respond.file.Document;
import dev.ring3.collector.respond.file.FileCollection;
import dev.ring3.collector.respond.file.Quarantine;
import dev.ring3.collector.respond.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans and does what is done to files. */
final class FileResponse {
  private final Evidence evidence;
  private final Quarantine quarantine;
  private final TriagePackage triage;
  private final List<Path> ownFolders;
  private final Clock clock;

  FileResponse(Evidence evidence, List<Path> ownFolders, TriagePackage triage, Clock clock) {
    this.triage = triage;
    this.evidence = evidence;
    this.quarantine = new Quarantine(evidence.containers(), evidence.keys());
    this.ownFolders = ownFolders;
    this.clock = clock;
  }

  Plan plan(Action.OnFiles action) {
    try {
      return switch (action) {
        case Action.Quarantine taken -> plan(taken);
        case Action.Restore back -> plan(back);
        case Action.Collect collect -> plan(collect);
        case Action.Triage triage -> plan(triage);
      };
    } catch (NoSuchFileException e) {
      return refused(action, "there is no " + e.getFile());
    } catch (IOException e) {
      return refused(action, String.valueOf(e.getMessage()));
    }
  }

  private static Plan refused(Action.OnFiles action, String reason) {
    return Plan.of(action, List.of(), List.of(reason));
  }

  private Plan plan(Action.Quarantine action) throws IOException {
    Path file = real(action.file());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return refused(action, file + (Files.exists(file) ? " is no regular file" : " is not there"));
    }
    Optional<String> reason =
        new Protection(Set.of(), Processes.onWindows(), ownFolders).reason(file);
    if (reason.isPresent()) {
      return refused(action, file + ": " + reason.get());
    }
    List<String> would =
        List.of(
            String.format(
                Locale.ROOT, "quarantine %s, %d bytes, and delete it", file, Files.size(file)));
    return Plan.of(action, would, otherNames(file));
  }

  /** The path without links in its folders; a link itself is left one. */
  private static Path real(Path file) throws IOException {
    Path folder = file.getParent();
    Path name = file.getFileName();
    if (folder == null || name == null) {
      throw new IOException(file + " is no regular file");
    }
    return folder.toRealPath().resolve(name);
  }

  /** A file that has other names stays readable under these. */
  private static List<String> otherNames(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return List.of();
    }
    int names = (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    return names == 1
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT, "%s has %d other names (hard links), which stay", file, names - 1));
  }

  private Plan plan(Action.Restore action) throws IOException {
    Quarantine.Item item = quarantine.find(action.id());
    Path to = action.to() == null ? item.path() : action.to();
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      return refused(action, to + " is there and is not overwritten: name another place with --to");
    }
    String would =
        String.format(
            Locale.ROOT,
            "restore %s to %s, %d bytes, SHA-256 %s",
            item.id(),
            to,
            item.size(),
            item.sha256());
    return Plan.of(action, List.of(would), List.of());
  }

  private static Plan plan(Action.Collect action) {
    List<String> would = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Path path : action.paths()) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        would.add("collect " + path + (folder ? " and the files below it" : ""));
      } else {
        refused.add(path + " is not there");
      }
    }
    return Plan.of(action, would, refused);
  }

  private Plan plan(Action.Triage action) {
    List<String> would = new ArrayList<>();
    triage.documents().forEach(document -> would.add("write " + document.name()));
    action.more().forEach(document -> would.add("write " + document.name()));
    TriagePackage.paths().forEach(path -> would.add("collect " + path));
    return Plan.of(action, would, List.of());
  }

  Outcome execute(Plan plan, Action.OnFiles action) {
    List<String> done = new ArrayList<>();
    List<String> failed = new ArrayList<>(plan.refused());
    try {
      switch (action) {
        case Action.Quarantine taken -> {
          Quarantine.Item item =
              quarantine.seal(real(taken.file()), Evidence.stamp(clock.instant()));
          done.add(
              String.format(
                  Locale.ROOT,
                  "quarantined %s as %s, SHA-256 %s",
                  item.path(),
                  item.id(),
                  item.sha256()));
        }
        case Action.Restore back -> {
          Quarantine.Restored restored = quarantine.restore(back.id(), back.to());
          done.add("restored " + restored.path() + ", SHA-256 " + restored.item().sha256());
          restored.lack().ifPresent(failed::add);
        }
        case Action.Collect collect -> {
          List<Path> there =
              collect.paths().stream()
                  .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                  .toList();
          collect("files", List.of(), there, done, failed);
        }
        case Action.Triage more -> {
          List<Document> documents = new ArrayList<>(triage.documents());
          documents.addAll(more.more());
          collect("triage", documents, TriagePackage.paths(), done, failed);
        }
      }
    } catch (IOException e) {
      failed.add(String.valueOf(e.getMessage()));
    }
    return new Outcome(done, failed);
  }

  private void collect(
      String what,
      List<Document> documents,
      List<Path> there,
      List<String> done,
      List<String> failed)
      throws IOException {
    Path zip = evidence.collected().resolve(what + '-' + Evidence.stamp(clock.instant()) + ".zip");
    FileCollection.Result result = FileCollection.into(zip, documents, there);
    done.add(
        String.format(
            Locale.ROOT,
            "collected %d files, %d bytes, in %s, SHA-256 %s",
            result.files(),
            result.bytes(),
            zip,
            result.sha256()));
    failed.addAll(result.missing());
  }
}
