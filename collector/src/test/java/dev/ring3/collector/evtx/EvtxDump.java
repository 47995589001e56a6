package dev.ring3.collector.evtx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Prints the records of event logs as one JSON object a line, to time whole-process decoding
 * against other decoders: {@code EvtxDump [--count] FILE…}. With {@code --count} only their number
 * is printed: then decoding alone is timed. Damages go to standard error.
 */
public final class EvtxDump {
  private static final List<SystemField> FIELDS = List.of(SystemField.values());

  private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

  private EvtxDump() {}

  public static void main(String[] arguments) throws IOException {
    boolean count = arguments.length > 0 && arguments[0].equals("--count");
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      long records = 0;
      for (int i = count ? 1 : 0; i < arguments.length; i++) {
        records +=
            dump(Path.of(arguments[i]), count ? record -> {} : record -> write(record, json));
      }
      if (count) {
        json.writeNumber(records);
        json.writeRaw('\n');
      }
    }
  }

  private static long dump(Path file, Consumer<EvtxRecord> each) throws IOException {
    long records = 0;
    try (EvtxReader reader = EvtxReader.open(file)) {
      for (Optional<EvtxItem> item = reader.next(); item.isPresent(); item = reader.next()) {
        switch (item.get()) {
          case EvtxRecord record -> {
            records++;
            each.accept(record);
          }
          case EvtxDamage damage -> System.err.println(damage);
        }
      }
    } catch (NotEvtxException e) {
      System.err.println(e.getMessage());
    }
    return records;
  }

  /** As the reader writes times; {@link Instant#toString} would take longer than the decoding. */
  private static String text(Instant time) {
    AsciiText text = new AsciiText();
    long seconds = time.getEpochSecond() + SECONDS_1601_TO_1970;
    Times.appendFiletime(text, seconds * 10_000_000 + time.getNano() / 100);
    return text.toString();
  }

  private static void write(EvtxRecord record, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("id", record.id());
    json.writeStringProperty("time", text(record.time()));
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
