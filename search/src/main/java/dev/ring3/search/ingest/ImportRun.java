package dev.ring3.search.ingest;

import dev.ring3.collector.Pipeline;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.source.Damage;
import dev.ring3.collector.source.FileReader;
import dev.ring3.collector.source.Skipped;
import dev.ring3.collector.source.SourceItem;
import dev.ring3.collector.source.SourceRecord;
import dev.ring3.search.detect.Detector;
import dev.ring3.search.detect.correlate.Correlator;
import dev.ring3.search.index.CaseException;
import dev.ring3.search.index.CaseWriter;
import dev.ring3.search.index.EventWriter;
import dev.ring3.search.index.ImportedFile;
import dev.ring3.search.index.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One import of files into a case. {@link #run} is called once, by one thread; {@link #progress}
 * and {@link #cancel} by any.
 *
 * <p>A file is known by its last name and the SHA-256 of its content: what a case had before the
 * run is not taken again, unless asked for. A file enters the case whole, or up to where it could
 * be read; one that was being read when the run is cancelled or its process dies does not enter at
 * all.
 */
public final class ImportRun {
  private final CaseWriter target;
  private final Clock clock;
  private final boolean again;
  private final List<ImportFile> files;
  private final @Nullable Detector detector;

  private final AtomicInteger filesDone = new AtomicInteger();
  private final AtomicInteger filesRead = new AtomicInteger();
  private final AtomicLong bytesDone = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicInteger skipped = new AtomicInteger();
  private final AtomicInteger known = new AtomicInteger();
  private final List<String> problems = new ArrayList<>();
  private final long started = System.nanoTime();
  private volatile @Nullable String current;
  private volatile boolean cancelled;

  /**
   * @param target the case; stays open
   * @param files to import, in this order
   * @param again whether to take files that the case has already
   * @param clock gives a time to documents that have none
   */
  public ImportRun(CaseWriter target, List<ImportFile> files, boolean again, Clock clock) {
    this(target, files, again, clock, null);
  }

  /**
   * @param detector raises alerts, which are written to the case with the events; null for none
   */
  public ImportRun(
      CaseWriter target,
      List<ImportFile> files,
      boolean again,
      Clock clock,
      @Nullable Detector detector) {
    this.detector = detector;
    this.target = target;
    this.files = List.copyOf(files);
    this.again = again;
    this.clock = clock;
  }

  /**
   * Imports the files and commits them.
   *
   * @throws CaseException if the case cannot be written
   */
  public ImportReport run() {
    for (ImportFile file : files) {
      bytes.addAndGet(size(file.path()));
    }
    int indexers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 2, 4);
    try (IndexingThreads indexing = new IndexingThreads(indexers, detector)) {
      Reading reading = new Reading(indexing);
      for (ImportFile file : files) {
        if (cancelled) {
          problem(file.name() + ": not imported: the import was cancelled");
          skipped.incrementAndGet();
          continue;
        }
        current = file.name();
        reading.take(file);
        filesDone.incrementAndGet();
        bytesDone.addAndGet(size(file.path()));
      }
    }
    if (detector != null) {
      correlate(detector);
    }
    current = null;
    target.commit();
    return report();
  }

  /**
   * Writes the alerts of correlations, which can be told when all files were read, as if they came
   * from a file of their own.
   */
  private void correlate(Detector by) {
    List<Event> alerts = new ArrayList<>();
    by.finish(alerts::add);
    by.indicatorProblem().ifPresent(this::problem);
    Correlator.Counts counts = by.correlationCounts();
    if (counts.late() + counts.forgotten() > 0) {
      problem(
          "correlations left out "
              + (counts.late() + counts.forgotten())
              + " hits of their rules, as there were too many: import fewer files at once");
    }
    if (by.excluded() > 0) {
      problem(by.excluded() + " hits raised no alert: exclusions hide them");
    }
    if (alerts.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    SourceFile source = new SourceFile("correlations of " + now, Sha256.of(now.toString()), 0);
    try (EventWriter writer = target.begin(source)) {
      alerts.forEach(writer);
      writer.finish(0, 0);
    }
  }

  /** Ends the run soon; the file that is being read is left out. */
  public void cancel() {
    cancelled = true;
  }

  /** How far the run is. */
  public ImportProgress progress() {
    return new ImportProgress(
        filesDone.get(),
        files.size(),
        bytesDone.get(),
        bytes.get(),
        records.get(),
        events.get(),
        damaged.get(),
        skipped.get(),
        current,
        elapsed());
  }

  private ImportReport report() {
    synchronized (problems) {
      return new ImportReport(
          events.get(),
          detector == null ? 0 : detector.alerts(),
          filesRead.get(),
          records.get(),
          damaged.get(),
          skipped.get(),
          known.get(),
          elapsed(),
          problems);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  /** The file's size; nothing for one that is gone, which is told of when it is read. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private void problem(String line) {
    synchronized (problems) {
      if (problems.size() < ImportReport.MAX_PROBLEMS) {
        problems.add(line);
      }
    }
  }

  /** The reading side, which remembers processes from one file to the next. */
  private final class Reading {
    private final FileReader reader = new FileReader();
    private final IndexingThreads indexing;
    private final Pipeline pipeline;
    private final Map<String, ImportedFile> before = new HashMap<>();
    private @Nullable EventWriter writer;
    private long recordsOfFile;
    private long eventsOfFile;
    private long damagedOfFile;
    private @Nullable String skippedOfFile;

    Reading(IndexingThreads indexing) {
      this.indexing = indexing;
      target.imports().forEach(done -> before.put(done.file().identity(), done));
      this.pipeline =
          new Pipeline(
              clock,
              event -> {
                if (writer == null) {
                  throw new IllegalStateException("an event outside of a file");
                }
                indexing.add(writer, event);
                eventsOfFile++;
                events.incrementAndGet();
              });
    }

    void take(ImportFile file) {
      try {
        SourceFile source =
            new SourceFile(file.name(), Sha256.of(file.path()), Files.size(file.path()));
        ImportedFile same = before.get(source.identity());
        if (same != null && !again) {
          known.incrementAndGet();
          skip(file, "imported before, on " + same.when());
        } else {
          read(file, source);
        }
      } catch (IOException e) {
        skip(file, "it can't be read: " + reason(e));
      }
    }

    private void read(ImportFile file, SourceFile source) {
      recordsOfFile = 0;
      eventsOfFile = 0;
      damagedOfFile = 0;
      skippedOfFile = null;
      try (EventWriter opened = target.begin(source)) {
        writer = opened;
        readItems(file);
        pipeline.flush();
        indexing.drain(opened);
        if (!cancelled && recordsOfFile + damagedOfFile > 0) {
          opened.finish(recordsOfFile, damagedOfFile);
          filesRead.incrementAndGet();
        } else {
          events.addAndGet(-eventsOfFile);
          String why = skippedOfFile == null ? "nothing is in it" : skippedOfFile;
          skip(file, cancelled ? "the import was cancelled" : why);
        }
      } finally {
        writer = null;
      }
    }

    /** Reads up to the end, or up to where reading fails. */
    private void readItems(ImportFile file) {
      try {
        reader.read(file.path(), file.name(), this::item);
      } catch (CancelledException e) {
        pipeline.flush();
      } catch (CaseException e) {
        throw e;
      } catch (IOException e) {
        damage(file.name() + ": reading stopped: " + reason(e));
      } catch (RuntimeException e) {
        damage(file.name() + ": reading stopped by an error in Ring3, please report it: " + e);
      }
    }

    private void item(SourceItem item) {
      if (cancelled) {
        throw new CancelledException();
      }
      switch (item) {
        case SourceRecord record -> {
          recordsOfFile++;
          records.incrementAndGet();
          pipeline.accept(record);
        }
        case Damage damage -> damage(damage.toString());
        case Skipped nothing -> {
          skippedOfFile = nothing.reason();
          if (nothing.file().indexOf('!') >= 0) {
            problem(nothing.toString());
          }
        }
      }
    }

    private void damage(String line) {
      damagedOfFile++;
      damaged.incrementAndGet();
      problem(line);
    }

    private void skip(ImportFile file, String why) {
      skipped.incrementAndGet();
      problem(file.name() + ": skipped: " + why);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Unwinds the reading of a file when the run is cancelled. */
  private static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
