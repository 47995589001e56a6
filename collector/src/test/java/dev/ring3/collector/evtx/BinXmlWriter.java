package dev.ring3.collector.evtx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes BinXML as Windows does, every name where it is used. Must know where in its chunk it
 * writes, because BinXML points to itself by such offsets.
 */
final class BinXmlWriter {
  /** A value of a record: its type's code and its bytes. */
  static final class Value {
    private final int type;
    private final byte[] bytes;

    Value(int type, byte... bytes) {
      this.type = type;
      this.bytes = bytes.clone();
    }

    static Value of(ValueType type, byte... bytes) {
      return new Value(type.code(), bytes);
    }

    static Value text(String text) {
      return of(ValueType.STRING, text.getBytes(StandardCharsets.UTF_16LE));
    }

    static Value array(ValueType type, byte... bytes) {
      return new Value(type.code() | ValueType.ARRAY, bytes);
    }
  }

  private final int start;
  private final boolean dependencies;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A writer for a fragment that starts at that offset of its chunk. */
  BinXmlWriter(int start, boolean dependencies) {
    this.start = start;
    this.dependencies = dependencies;
  }

  int position() {
    return start + out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  BinXmlWriter number(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  BinXmlWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  BinXmlWriter header() {
    return raw(new byte[] {0x0f, 1, 1, 0});
  }

  BinXmlWriter eof() {
    return number(0x00, 1);
  }

  private BinXmlWriter name(String name) {
    number(position() + 4, 4).number(0, 4).number(0, 2).number(name.length(), 2);
    return raw(name.getBytes(StandardCharsets.UTF_16LE)).number(0, 2);
  }

  BinXmlWriter open(String name, Runnable... attributes) {
    return open(0xffff, name, attributes);
  }

  /** Opens an element; each attribute writes itself with {@link #attribute} and its value. */
  BinXmlWriter open(int dependency, String name, Runnable... attributes) {
    number(attributes.length == 0 ? 0x01 : 0x41, 1);
    if (dependencies) {
      number(dependency, 2);
    }
    number(0, 4).name(name);
    if (attributes.length > 0) {
      number(0, 4);
      List.of(attributes).forEach(Runnable::run);
    }
    return this;
  }

  BinXmlWriter attribute(String name) {
    return number(0x06, 1).name(name);
  }

  BinXmlWriter content() {
    return number(0x02, 1);
  }

  BinXmlWriter closeEmpty() {
    return number(0x03, 1);
  }

  BinXmlWriter end() {
    return number(0x04, 1);
  }

  BinXmlWriter text(String text) {
    return number(0x05, 1).number(0x01, 1).prefixed(text);
  }

  BinXmlWriter cdata(String text) {
    return number(0x07, 1).prefixed(text);
  }

  BinXmlWriter charRef(char c) {
    return number(0x08, 1).number(c, 2);
  }

  BinXmlWriter entityRef(String name) {
    return number(0x09, 1).name(name);
  }

  BinXmlWriter instruction(String target, String data) {
    return number(0x0a, 1).name(target).number(0x0b, 1).prefixed(data);
  }

  BinXmlWriter normal(int index, int type) {
    return number(0x0d, 1).number(index, 2).number(type, 1);
  }

  BinXmlWriter optional(int index, int type) {
    return number(0x0e, 1).number(index, 2).number(type, 1);
  }

  private BinXmlWriter prefixed(String text) {
    return number(text.length(), 2).raw(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** A template instance with its definition. */
  BinXmlWriter template(int id, Consumer<BinXmlWriter> definition, List<Value> values) {
    number(0x0c, 1).number(1, 1).number(id, 4).number(position() + 4, 4);
    BinXmlWriter body = new BinXmlWriter(position() + Templates.HEADER_SIZE, true);
    definition.accept(body.header());
    body.eof();
    number(0, 4).number(id, 4).number(0, 8).number(0, 4).number(body.bytes().length, 4);
    return raw(body.bytes()).values(values);
  }

  /** A template instance whose definition stands elsewhere. */
  BinXmlWriter instance(int id, int definition, List<Value> values) {
    number(0x0c, 1).number(1, 1).number(id, 4).number(definition, 4);
    return values(values);
  }

  private BinXmlWriter values(List<Value> values) {
    number(values.size(), 4);
    for (Value value : values) {
      number(value.bytes.length, 2).number(value.type, 1).number(0, 1);
    }
    values.forEach(value -> raw(value.bytes));
    return this;
  }
}
