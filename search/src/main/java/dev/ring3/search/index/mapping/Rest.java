package dev.ring3.search.index.mapping;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.OutputStreamDataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What doc values cannot hold of one event, as bytes: prose, long values, dates far away.
 *
 * <p>Form: number of entries; per entry 0 (field) or 1 (source name), the name, the number of
 * values, the values. Numbers are variable-length, texts UTF-8 after their length.
 */
public final class Rest {
  private final Map<Field, List<String>> fields = new LinkedHashMap<>();
  private final Map<String, String> source = new LinkedHashMap<>();

  Rest() {}

  void clear() {
    fields.clear();
    source.clear();
  }

  boolean isEmpty() {
    return fields.isEmpty() && source.isEmpty();
  }

  void put(Field field, List<String> values) {
    fields.put(field, values);
  }

  void put(String sourceName, String value) {
    source.put(sourceName, value);
  }

  /** Fields with all their values, in order; unmodifiable. */
  public Map<Field, List<String>> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** Values by source name; unmodifiable. */
  public Map<String, String> source() {
    return Collections.unmodifiableMap(source);
  }

  BytesRef write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStreamDataOutput out = new OutputStreamDataOutput(bytes)) {
      out.writeVInt(fields.size() + source.size());
      for (Map.Entry<Field, List<String>> field : fields.entrySet()) {
        out.writeByte((byte) 0);
        write(out, field.getKey().ecs());
        out.writeVInt(field.getValue().size());
        for (String value : field.getValue()) {
          write(out, value);
        }
      }
      for (Map.Entry<String, String> named : source.entrySet()) {
        out.writeByte((byte) 1);
        write(out, named.getKey());
        out.writeVInt(1);
        write(out, named.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BytesRef(bytes.toByteArray());
  }

  /** What {@code DataInput.readString} reads; the platform's own encoder is the fastest. */
  private static void write(DataOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeVInt(utf8.length);
    out.writeBytes(utf8, utf8.length);
  }

  /**
   * The values of one name among what {@code write} wrote, in order; the others, which can be long,
   * are not decoded.
   */
  public static List<String> values(BytesRef bytes, Name wanted) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    List<String> values = new ArrayList<>();
    try {
      for (int entries = in.readVInt(); entries > 0; entries--) {
        boolean isField = in.readByte() == 0;
        boolean isWanted = isWanted(isField, in.readString(), wanted);
        for (int count = in.readVInt(); count > 0; count--) {
          if (isWanted) {
            values.add(in.readString());
          } else {
            in.skipBytes(in.readVInt());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static boolean isWanted(boolean isField, String name, Name wanted) {
    return switch (wanted) {
      case Name.OfField field -> isField && field.field().ecs().equals(name);
      case Name.OfSource source -> !isField && Fold.lower(name).equals(source.name());
    };
  }

  /** Reads what {@code write} wrote. */
  public static Rest read(BytesRef bytes) {
    Rest rest = new Rest();
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      for (int entries = in.readVInt(); entries > 0; entries--) {
        boolean isField = in.readByte() == 0;
        String name = in.readString();
        List<String> values = new ArrayList<>();
        for (int count = in.readVInt(); count > 0; count--) {
          values.add(in.readString());
        }
        if (isField) {
          Field.named(name).ifPresent(field -> rest.put(field, values));
        } else {
          rest.put(name, values.getFirst());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rest;
  }
}
