package dev.ring3.search.export;

import dev.ring3.search.hunt.HuntRequest;
import dev.ring3.search.hunt.HuntScope;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What an export is, to be kept beside it so that it can be repeated and checked.
 *
 * @param request what was looked for
 * @param selection whether only hits that a person selected were written
 * @param format name of the format
 * @param columns headers; none if everything was written
 * @param count events written
 * @param sha256 of the exported bytes, in hexadecimal
 * @param version of Ring3
 * @param created when the export ended
 */
public record Sidecar(
    HuntRequest request,
    boolean selection,
    String format,
    List<String> columns,
    long count,
    String sha256,
    String version,
    Instant created) {
  public Sidecar {
    Objects.requireNonNull(request);
    Objects.requireNonNull(format);
    columns = List.copyOf(columns);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(version);
    Objects.requireNonNull(created);
  }

  /**
   * The sidecar of an export.
   *
   * @param export closed
   */
  public static Sidecar of(
      Export export, HuntRequest request, boolean selection, String version, Instant created) {
    return new Sidecar(
        request,
        selection,
        export.format().name(),
        export.columns().stream().map(Column::header).toList(),
        export.count(),
        export.sha256(),
        version,
        created);
  }

  /** Writes it as a JSON object; {@code out} stays open. */
  public void write(Writer out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("query", request.query());
      time("from", request.range().from(), Instant.MIN, json);
      time("until", request.range().until(), Instant.MAX, json);
      json.writeName("cases");
      switch (request.scope()) {
        case HuntScope.AllCases _all -> json.writeString("all");
        case HuntScope.SomeCases some -> strings(some.names(), json);
      }
      json.writeStringProperty("sort", request.order().field().ecs());
      json.writeBooleanProperty("descending", request.order().descending());
      json.writeBooleanProperty("selection", selection);
      json.writeStringProperty("format", format);
      json.writeName("columns");
      strings(columns, json);
      json.writeNumberProperty("count", count);
      json.writeStringProperty("sha256", sha256);
      json.writeStringProperty("ring3", version);
      json.writeStringProperty("created", created.toString());
      json.writeEndObject();
    } catch (JacksonException e) {
      throw new IOException(e.getMessage(), e);
    }
    out.write('\n');
  }

  private static void time(String name, Instant time, Instant open, JsonGenerator json) {
    if (time.equals(open)) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, time.toString());
    }
  }

  private static void strings(List<String> texts, JsonGenerator json) {
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
