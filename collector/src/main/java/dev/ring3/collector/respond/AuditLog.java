package dev.ring3.collector.respond;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.collector.respond.file.Document;
import dev.ring3.collector.respond.process.RunningProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Who did what to this host: a JSON object a line, appended and never changed, on the disk before
 * the action goes on. It is for its owner only and grows with what people do; it is never cut.
 */
public final class AuditLog {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final String who;
  private final Clock clock;

  /** What a line tells of an action. */
  public enum Phase {
    BEGUN,
    ENDED,
    REFUSED
  }

  /**
   * @param who acts, as the system knows them
   */
  public AuditLog(Path file, String who, Clock clock) {
    this.file = file;
    this.who = who;
    this.clock = clock;
  }

  /** Appends that an action is about to be done. */
  void begun(Plan plan) throws IOException {
    append(Phase.BEGUN, plan, new Outcome(List.of(), plan.refused()));
  }

  /** Appends how it ended. */
  void ended(Plan plan, Outcome outcome) throws IOException {
    append(Phase.ENDED, plan, outcome);
  }

  /** Appends that it was asked for, and nothing was done. */
  void refused(Plan plan) throws IOException {
    append(Phase.REFUSED, plan, new Outcome(List.of(), plan.refused()));
  }

  private void append(Phase phase, Plan plan, Outcome outcome) throws IOException {
    byte[] line = line(phase, plan, outcome).getBytes(StandardCharsets.UTF_8);
    OwnerOnly.createFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    create();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private void create() throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try {
      OwnerOnly.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Another Ring3 was first, and it is for its owner only as well.
      return;
    }
  }

  private String line(Phase phase, Plan plan, Outcome outcome) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("time", clock.instant().toString());
      json.writeStringProperty("who", who);
      json.writeStringProperty("action", plan.action().word());
      json.writeStringProperty("phase", phase.name().toLowerCase(Locale.ROOT));
      target(plan.action(), json);
      json.writeName("processes");
      json.writeStartArray();
      plan.processes().forEach(process -> process(process, json));
      json.writeEndArray();
      strings("planned", plan.would(), json);
      strings("done", outcome.done(), json);
      strings("failed", outcome.failed(), json);
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void target(Action action, JsonGenerator json) {
    switch (action) {
      case Action.OnProcess on -> {
        json.writeNumberProperty("pid", on.target().pid());
        json.writeStringProperty("start", on.target().start().toString());
      }
      case Action.Quarantine quarantine ->
          json.writeStringProperty("file", quarantine.file().toString());
      case Action.Restore restore -> {
        json.writeStringProperty("id", restore.id());
        if (restore.to() != null) {
          json.writeStringProperty("file", restore.to().toString());
        }
      }
      case Action.Triage triage ->
          strings("more", triage.more().stream().map(Document::name).toList(), json);
      case Action.Isolate isolate -> {
        strings("allowed", isolate.allowed().stream().map(Object::toString).toList(), json);
        if (isolate.until() != null) {
          json.writeStringProperty("for", isolate.until().toString());
        }
      }
      case Action.Release _release -> json.writeStringProperty("host", "this");
      case Action.CloseConnection close -> {
        json.writeStringProperty("local", close.local().toString());
        json.writeStringProperty("remote", close.remote().toString());
      }
      case Action.Collect collect ->
          strings("paths", collect.paths().stream().map(Path::toString).toList(), json);
    }
  }

  private static void process(RunningProcess process, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("pid", process.pid());
    process.start().ifPresent(start -> json.writeStringProperty("start", start.toString()));
    json.writeStringProperty("name", process.name());
    process.executable().ifPresent(path -> json.writeStringProperty("executable", path));
    process.commandLine().ifPresent(line -> json.writeStringProperty("command_line", line));
    json.writeEndObject();
  }

  private static void strings(String name, List<String> values, JsonGenerator json) {
    json.writeName(name);
    json.writeStartArray();
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  /** The last lines, oldest first, as they were written. None if nothing was done so far. */
  public List<String> last(int count) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    ArrayDeque<String> last = new ArrayDeque<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.addLast(line);
        if (last.size() > count) {
          last.removeFirst();
        }
      }
    }
    return List.copyOf(last);
  }
}
