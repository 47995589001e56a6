package dev.ring3.collector.evtx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Prints the records of event logs as one JSON object a line, to time whole-process decoding
 * against other decoders: {@code EvtxDump FILE…}. Damages go to standard error.
 */
public final class EvtxDump {
  private static final List<SystemField> FIELDS = List.of(SystemField.values());

  private EvtxDump() {}

  public static void main(String[] files) throws IOException {
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    JsonFactory json = new JsonFactory();
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      for (String file : files) {
        dump(Path.of(file), generator);
      }
    }
  }

  private static void dump(Path file, JsonGenerator json) throws IOException {
    try (EvtxReader reader = EvtxReader.open(file)) {
      for (Optional<EvtxItem> item = reader.next(); item.isPresent(); item = reader.next()) {
        switch (item.get()) {
          case EvtxRecord record -> write(record, json);
          case EvtxDamage damage -> System.err.println(damage);
        }
      }
    } catch (NotEvtxException e) {
      System.err.println(e.getMessage());
    }
  }

  private static void write(EvtxRecord record, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("id", record.id());
    json.writeStringProperty("time", record.time().toString());
    for (SystemField field : FIELDS) {
      @Nullable String text = record.system(field);
      if (text != null) {
        json.writeStringProperty(field.path(), text);
      }
    }
    for (Map.Entry<String, String> value : record.data().entrySet()) {
      json.writeStringProperty(value.getKey(), value.getValue());
    }
    @Nullable String message = record.message();
    if (message != null) {
      json.writeStringProperty("message", message);
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
