package dev.ring3.collector.enrich.file;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Completes events with what files hold: starts of programs with the program's hashes, new and
 * changed files that are programs with theirs; and tells the text of a script when its interpreter
 * is started, as {@code script_block}. Events can leave in another order than they came. For one
 * thread.
 */
public final class FileCompletion implements AutoCloseable {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh", "bash", "dash", "zsh", "ksh", "ash", "busybox", "fish", "python", "perl", "ruby",
          "node", "php", "lua", "tclsh", "awk", "gawk", "mawk", "Rscript", "pwsh");

  private final FileExaminer examiner = new FileExaminer();
  private final Waiting waiting = new Waiting();
  private final PackageOrigins packages =
      new PackageOrigins(Path.of("/var/lib/dpkg/info"), InstantSource.system());

  /** Hands the event on when it is complete, and then the events that follow from it. */
  public void complete(Event.Builder event, Consumer<Event.Builder> then) {
    switch (event.type()) {
      case PROCESS_START -> started(event, then);
      case FILE_MODIFY, FILE_RENAME -> changed(event, then);
      case IMAGE_LOAD -> loaded(event, then);
      default -> then.accept(event);
    }
  }

  private void started(Event.Builder event, Consumer<Event.Builder> then) {
    Optional<Path> program = program(event);
    if (program.isEmpty()) {
      then.accept(event);
    } else {
      if (event.text(Field.CONTAINER_ID).isEmpty()) {
        packages
            .of(program.get().toString())
            .ifPresent(name -> event.set(Field.PACKAGE_NAME, name));
      }
      waiting.await(
          examiner.facts(program.get()),
          Optional.empty(),
          facts -> {
            facts.ifPresent(f -> describeProgram(event, f));
            then.accept(event);
          });
    }
    script(event, then);
  }

  /** A program without a name is read by its process, as long as that lives. */
  private static Optional<Path> program(Event.Builder event) {
    String executable = event.text(Field.PROCESS_EXECUTABLE).orElse("");
    boolean nameless = executable.startsWith("/memfd:") || executable.endsWith(" (deleted)");
    boolean elsewhere = event.text(Field.CONTAINER_ID).isPresent();
    if (nameless || elsewhere) {
      return event.number(Field.PROCESS_PID).stream()
          .mapToObj(pid -> Path.of("/proc/" + pid + "/exe"))
          .findFirst();
    }
    return path(executable);
  }

  private static Optional<Path> path(String text) {
    try {
      return text.startsWith("/") ? Optional.of(Path.of(text)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static void describeProgram(Event.Builder event, FileFacts facts) {
    event.set(Field.PROCESS_HASH_MD5, facts.md5());
    event.set(Field.PROCESS_HASH_SHA1, facts.sha1());
    event.set(Field.PROCESS_HASH_SHA256, facts.sha256());
    facts.tlsh().ifPresent(t -> event.set(Field.PROCESS_HASH_TLSH, t));
    event.source("process.Ext.program.size", Long.toString(facts.size()));
    event.source("process.Ext.program.entropy", facts.entropy());
    event.source("process.Ext.program.header_bytes", facts.header());
  }

  private void changed(Event.Builder event, Consumer<Event.Builder> then) {
    Optional<Path> file = event.text(Field.FILE_PATH).flatMap(FileCompletion::path);
    if (file.isEmpty() || event.source("linux.file.folder").isPresent()) {
      then.accept(event);
      return;
    }
    waiting.await(
        examiner.facts(file.get()),
        Optional.empty(),
        facts -> {
          facts.ifPresent(f -> describeFile(event, f));
          then.accept(event);
        });
  }

  private void loaded(Event.Builder event, Consumer<Event.Builder> then) {
    waiting.await(
        event
            .text(Field.DLL_PATH)
            .flatMap(FileCompletion::path)
            .map(examiner::facts)
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())),
        Optional.empty(),
        facts -> {
          facts.ifPresent(f -> describeLibrary(event, f));
          then.accept(event);
        });
  }

  private static void describeLibrary(Event.Builder event, FileFacts facts) {
    event.set(Field.DLL_HASH_MD5, facts.md5());
    event.set(Field.DLL_HASH_SHA1, facts.sha1());
    event.set(Field.DLL_HASH_SHA256, facts.sha256());
    facts.tlsh().ifPresent(t -> event.set(Field.DLL_HASH_TLSH, t));
  }

  private static void describeFile(Event.Builder event, FileFacts facts) {
    event.set(Field.FILE_SIZE, facts.size());
    if (facts.isProgram()) {
      event.set(Field.FILE_HASH_MD5, facts.md5());
      event.set(Field.FILE_HASH_SHA1, facts.sha1());
      event.set(Field.FILE_HASH_SHA256, facts.sha256());
      facts.tlsh().ifPresent(t -> event.set(Field.FILE_HASH_TLSH, t));
      event.set(Field.FILE_HEADER_BYTES, facts.header());
      event.set(Field.FILE_ENTROPY, facts.entropy());
    }
  }

  private void script(Event.Builder event, Consumer<Event.Builder> then) {
    String name = event.text(Field.PROCESS_NAME).orElse("").replaceFirst("[0-9.]+$", "");
    if (!INTERPRETERS.contains(name)) {
      return;
    }
    List<String> arguments = Arguments.of(event);
    Optional<String> inline = Arguments.inlineScript(arguments);
    if (inline.isPresent()) {
      Event.Builder script = about(event);
      script.set(Field.SCRIPT_BLOCK_TEXT, inline.get());
      then.accept(script);
      return;
    }
    Arguments.scriptFile(arguments)
        .flatMap(file -> resolved(event, file))
        .ifPresent(
            file ->
                waiting.await(
                    examiner.script(file),
                    Optional.empty(),
                    text ->
                        text.ifPresent(
                            t -> {
                              Event.Builder script = about(event);
                              script.set(Field.FILE_PATH, file.toString());
                              script.set(Field.SCRIPT_BLOCK_TEXT, t);
                              then.accept(script);
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

  /** Lets go what is due; to be called about ten times a second. */
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
