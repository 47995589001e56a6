package dev.ring3.collector.enrich.file;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Completes events with what files hold: starts of programs, loaded images and drivers, new and
 * changed files that are programs, with hashes, what a program says of itself, who signed it, and
 * where it was downloaded from; and tells the text of a script when its interpreter is started, as
 * {@code script_block}.
 *
 * <p>An event whose file is still to be read is handed on at once, and once more when it was read;
 * at most {@link Waiting#MAX} wait for that, at most {@link Waiting#PATIENCE}. Only what a browser
 * notes of a file waits before it is told, since without the note it is not known what happened.
 * For one thread.
 */
public final class FileCompletion implements AutoCloseable {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "zsh", "ksh", "ash", "busybox", "fish", "python", "perl", "ruby",
          "node", "php", "lua", "tclsh", "awk", "gawk", "mawk", "Rscript", "pwsh");

  private static final Pattern VERSION = Pattern.compile("[0-9.]+$");

  private static final Duration LONG_AGO = Duration.ofMinutes(1);

  private final HostFiles host = HostFiles.here();
  private final FileExaminer examiner = new FileExaminer(host);
  private final Waiting waiting = new Waiting();
  private final InstantSource clock = InstantSource.system();
  private final PackageOrigins packages = new PackageOrigins(Path.of("/var/lib/dpkg/info"), clock);

  /** Takes what is handed on. */
  public interface Taker {
    /** Takes an event of which all is known that will be. */
    void take(Event.Builder event);

    /**
     * Takes an event of which more may become known.
     *
     * @return to be run once, when the builder has what became known, or nothing came
     */
    Runnable begin(Event.Builder event);
  }

  /**
   * Events that stay without what their file holds.
   *
   * @param refused as too many files waited to be read
   * @param late as it took too long, or too many waited to be completed
   */
  public record Missed(long refused, long late) {}

  /** Whether an event can have a value of that name from a file, and so later than the rest. */
  public static boolean adds(String name) {
    return FileFields.isWritten(name);
  }

  /** Hands the event on, and the events that follow from it. */
  public void complete(Event.Builder event, Taker then) {
    if (isOfLongAgo(event)) {
      then.take(event);
      return;
    }
    switch (event.type()) {
      case PROCESS_START -> started(event, then);
      case FILE_CREATE -> created(event, then);
      case FILE_MODIFY, FILE_RENAME -> changed(event, then);
      case IMAGE_LOAD -> examined(event, Field.DLL_PATH, FileFields::library, then);
      case DRIVER_LOAD -> examined(event, Field.FILE_PATH, FileFields::file, then);
      default -> then.take(event);
    }
  }

  /** A log also tells of what was while nobody looked: the file may be another by now. */
  private boolean isOfLongAgo(Event.Builder event) {
    return event.has(Field.WINLOG_RECORD_ID)
        && Duration.between(event.time(), clock.instant()).compareTo(LONG_AGO) > 0;
  }

  private void started(Event.Builder event, Taker then) {
    Optional<Path> program = program(event);
    if (program.isEmpty()) {
      then.take(event);
    } else {
      if (event.text(Field.CONTAINER_ID).isEmpty()) {
        packages
            .of(program.get().toString())
            .ifPresent(name -> event.set(Field.PACKAGE_NAME, name));
      }
      describe(event, examiner.examine(program.get()), FileFields::program, then);
    }
    script(event, then);
  }

  /** A program without a name is read by its process, as long as that lives. */
  private Optional<Path> program(Event.Builder event) {
    String executable = event.text(Field.PROCESS_EXECUTABLE).orElse("");
    boolean nameless = executable.startsWith("/memfd:") || executable.endsWith(" (deleted)");
    boolean elsewhere = event.text(Field.CONTAINER_ID).isPresent();
    if (nameless || elsewhere) {
      return event.number(Field.PROCESS_PID).stream()
          .mapToObj(pid -> Path.of("/proc/" + pid + "/exe"))
          .findFirst();
    }
    return host.path(executable);
  }

  /** A new stream may be the note of a browser where a file came from. */
  private void created(Event.Builder event, Taker then) {
    if (!isDownload(event, then)) {
      then.take(event);
    }
  }

  private void changed(Event.Builder event, Taker then) {
    if (isDownload(event, then)) {
      return;
    }
    Optional<Path> file = event.text(Field.FILE_PATH).flatMap(host::path);
    if (file.isEmpty() || event.source("linux.file.folder").isPresent()) {
      then.take(event);
      return;
    }
    if (event.has(Field.WINLOG_PROVIDER_GUID)) { // a trace tells of each write
      describe(event, examiner.examineSettled(file.get()), FileFields::file, then);
      return;
    }
    Optional<HostFiles.Version> version = host.version(file.get());
    version.ifPresent(known -> event.set(Field.FILE_SIZE, known.size()));
    if (version.isEmpty() || version.get().size() == 0) { // gone by now, or emptied
      then.take(event);
      return;
    }
    describe(event, examiner.examineProgram(file.get()), FileFields::file, then);
  }

  private boolean isDownload(Event.Builder event, Taker then) {
    String stream = event.text(Field.FILE_PATH).orElse("");
    if (!stream.endsWith(DownloadMark.STREAM)) {
      return false;
    }
    String file = stream.substring(0, stream.length() - DownloadMark.STREAM.length());
    waiting.await(
        host.path(file).map(examiner::markSettled).orElseGet(FileCompletion::nothing),
        Optional.empty(),
        Waiting.SHORT_PATIENCE,
        mark -> {
          mark.ifPresent(m -> FileFields.download(event, file, m));
          then.take(event);
        });
    return true;
  }

  private static <T> CompletableFuture<Optional<T>> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private void examined(
      Event.Builder event, Field path, BiConsumer<Event.Builder, Examined> describe, Taker then) {
    describe(
        event,
        event
            .text(path)
            .flatMap(host::path)
            .map(examiner::examine)
            .orElseGet(FileCompletion::nothing),
        describe,
        then);
  }

  private void describe(
      Event.Builder event,
      CompletableFuture<Optional<Examined>> reading,
      BiConsumer<Event.Builder, Examined> describe,
      Taker then) {
    boolean isEarly = !reading.isDone() && !waiting.isFull();
    Runnable handOn = isEarly ? then.begin(event) : () -> then.take(event);
    waiting.await(
        reading,
        Optional.empty(),
        Waiting.PATIENCE,
        found -> {
          found.ifPresent(f -> describe.accept(event, f));
          handOn.run();
        });
  }

  private void script(Event.Builder event, Taker then) {
    String name = event.text(Field.PROCESS_NAME).orElse("");
    if (!INTERPRETERS.contains(VERSION.matcher(name).replaceFirst(""))) {
      return;
    }
    List<String> arguments = Arguments.of(event);
    Optional<String> inline = Arguments.inlineScript(arguments);
    if (inline.isPresent()) {
      Event.Builder script = about(event);
      script.set(Field.SCRIPT_BLOCK_TEXT, inline.get());
      then.take(script);
      return;
    }
    Arguments.scriptFile(arguments)
        .flatMap(file -> resolved(event, file))
        .ifPresent(
            file ->
                waiting.await(
                    examiner.script(file),
                    Optional.empty(),
                    Waiting.SHORT_PATIENCE,
                    text ->
                        text.ifPresent(
                            t -> {
                              Event.Builder script = about(event);
                              script.set(Field.FILE_PATH, file.toString());
                              script.set(Field.SCRIPT_BLOCK_TEXT, t);
                              then.take(script);
                            })));
  }

  private static Optional<Path> resolved(Event.Builder event, String file) {
    try {
      String folder = event.text(Field.PROCESS_WORKING_DIRECTORY).orElse("/");
      return Optional.of(Path.of(folder).resolve(file).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Event.Builder about(Event.Builder start) {
    Event began = start.build();
    Instant time = began.time();
    Event.Builder script = Event.of(EventType.SCRIPT_BLOCK, time);
    began.forEach(
        (field, value) -> {
          boolean ofProcess =
              field.ecs().startsWith("process.")
                  || field.ecs().startsWith("user.")
                  || field.ecs().startsWith("host.")
                  || field.ecs().startsWith("container.");
          if (ofProcess && value instanceof String text) {
            script.set(field, text);
          } else if (ofProcess && value instanceof Long number) {
            script.set(field, number);
          } else if (ofProcess && value instanceof Instant instant) {
            script.set(field, instant);
          } else if (ofProcess && value instanceof List<?> many) {
            many.forEach(v -> script.add(field, (String) v));
          }
        });
    start.text(Field.EVENT_PROVIDER).ifPresent(p -> script.set(Field.EVENT_PROVIDER, p));
    script.set(Field.EVENT_MODULE, "linux");
    return script;
  }

  /** How many events stayed without what their file holds so far. */
  public Missed missed() {
    return new Missed(examiner.refused(), waiting.late());
  }

  /** Lets go what is due; to be called several times a second. */
  public void tick() {
    waiting.tick();
  }

  /** Lets go all that waits. */
  @Override
  public void close() {
    waiting.flush();
    examiner.close();
  }
}
