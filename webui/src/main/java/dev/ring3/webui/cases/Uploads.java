package dev.ring3.webui.cases;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.indicators.IndicatorException;
import dev.ring3.search.detect.indicators.IndicatorLists;
import dev.ring3.search.detect.rules.RuleFolder;
import dev.ring3.search.detect.rules.RulesException;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.Cases;
import dev.ring3.search.ingest.ImportRun;
import dev.ring3.webui.cases.Upload.Stage;
import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The uploads of this run of the server: each is received in a folder below {@code <data>/uploads},
 * imported by a thread of its own, and its folder deleted. The last {@link #MAX_KEPT} are
 * remembered.
 *
 * <p>Safe for any thread. When the server ends, imports are cancelled and waited for.
 */
@Component
final class Uploads implements DisposableBean {
  /** Uploads that receive or import at the same time. */
  static final int MAX_OPEN = 4;

  /** Uploads that are remembered. */
  static final int MAX_KEPT = 50;

  private final Path root;
  private final Cases cases;
  private final RuleFolder rules;
  private final IndicatorLists indicators;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  Uploads(WebSettings settings, Cases cases, Clock clock) throws IOException {
    this.root = settings.data().resolve("uploads");
    this.cases = cases;
    this.rules = new RuleFolder(settings.data());
    this.indicators = new IndicatorLists(settings.data(), clock);
    this.clock = clock;
    delete(root); // what an earlier run that was killed left behind
  }

  /**
   * Begins an upload.
   *
   * @throws UploadException if the case cannot have that name, or too many are open
   */
  synchronized Upload begin(String caseName, boolean again) throws IOException {
    if (!Cases.isName(caseName)) {
      throw new UploadException(
          "“" + caseName + "” is no case name: 1 to 64 of A-Z a-z 0-9 . _ -, no dot first");
    }
    if (uploads.values().stream().filter(Upload::isOpen).count() >= MAX_OPEN) {
      throw new UploadException(
          MAX_OPEN + " imports are open already: wait until one ends, or cancel one");
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Path folder = root.resolve(id);
    OwnerOnly.createFolder(folder);
    Upload upload = new Upload(id, caseName, again, folder);
    uploads.put(id, upload);
    forgetOldest();
    return upload;
  }

  private void forgetOldest() {
    List<String> closed =
        uploads.values().stream().filter(u -> !u.isOpen()).map(Upload::id).toList();
    closed.stream().limit(Math.max(0, uploads.size() - MAX_KEPT)).toList().forEach(uploads::remove);
  }

  synchronized Optional<Upload> find(String id) {
    return Optional.ofNullable(uploads.get(id));
  }

  /** The newest first. */
  synchronized List<Upload> all() {
    return new ArrayList<>(uploads.values()).reversed();
  }

  /** Imports what was received. */
  synchronized void start(Upload upload) {
    if (!(upload.stage() instanceof Stage.Receiving) || upload.files().isEmpty()) {
      throw new UploadException("There is nothing to import: choose files first");
    }
    CaseWriter writer;
    try {
      writer = cases.write(upload.caseName());
    } catch (CaseException e) {
      fail(upload, e);
      return;
    }
    ImportRun run;
    try {
      Detector detector = new Detector(rules.load());
      detector.watch(indicators.load().set());
      run = new ImportRun(writer, upload.files(), upload.again(), clock, detector);
    } catch (RulesException | IndicatorException e) {
      writer.close();
      upload.enter(new Stage.Failed(String.valueOf(e.getMessage())));
      delete(upload.folder());
      return;
    }
    upload.enter(new Stage.Importing(run));
    threads.removeIf(thread -> !thread.isAlive());
    threads.add(
        Thread.ofPlatform()
            .name("import-" + upload.caseName())
            .start(() -> carryOut(upload, run, writer)));
  }

  private static void carryOut(Upload upload, ImportRun run, CaseWriter writer) {
    try (writer) {
      upload.enter(new Stage.Finished(run.run()));
    } catch (CaseException e) {
      fail(upload, e);
      return;
    } catch (RuntimeException | Error e) {
      upload.enter(new Stage.Failed("Ring3 failed: " + e));
      throw e;
    } finally {
      delete(upload.folder());
    }
  }

  private static void fail(Upload upload, CaseException e) {
    upload.enter(new Stage.Failed(String.valueOf(e.getMessage())));
    delete(upload.folder());
  }

  /** Ends an upload soon, whether it receives or imports. */
  synchronized void cancel(Upload upload) {
    switch (upload.stage()) {
      case Stage.Receiving _receiving -> {
        upload.enter(new Stage.Failed("Cancelled before the import started"));
        delete(upload.folder());
      }
      case Stage.Importing importing -> importing.run().cancel();
      case Stage.Finished _finished -> {}
      case Stage.Failed _failed -> {}
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path directory, @org.jspecify.annotations.Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new CaseException(
          "cannot delete " + folder + ": " + e.getMessage() + ": delete it by hand", e);
    }
  }

  @Override
  public void destroy() throws InterruptedException {
    List<Thread> running;
    synchronized (this) {
      uploads.values().forEach(this::cancel);
      running = List.copyOf(threads);
    }
    for (Thread thread : running) {
      thread.join();
    }
    delete(root);
  }
}
