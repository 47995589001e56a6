package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.InType;
import dev.ring3.collector.decode.etw.OutType;
import dev.ring3.collector.decode.etw.Size;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata that TraceLogging events carry: a tag, the event's name, and each field with
 * name and type (TraceLoggingProvider.h describes the bytes).
 */
final class TraceLogging {
  private static final int MAX_DEPTH = 8;
  private static final int TYPE = 0x1f;
  private static final int COUNT = 0x60;
  private static final int COUNT_FIXED = 0x20;
  private static final int COUNT_PREFIXED = 0x40;
  private static final int CHAIN = 0x80;

  private TraceLogging() {}

  /**
   * The layout that the metadata describe; empty if they make no sense.
   *
   * @param schema an event's metadata
   * @param traits its provider's, which start with its name
   */
  static Optional<EventLayout> layout(byte[] schema, byte @Nullable [] traits, String provider) {
    try {
      SchemaBytes bytes = new SchemaBytes(schema);
      bytes.skip(2);
      skipChain(bytes);
      String event = bytes.utf8();
      List<FieldLayout> fields = new ArrayList<>();
      while (bytes.hasMore()) {
        fields.add(field(bytes, 0));
      }
      return Optional.of(new EventLayout(traits == null ? provider : name(traits), event, fields));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String name(byte[] traits) {
    SchemaBytes bytes = new SchemaBytes(traits);
    bytes.skip(2);
    return bytes.utf8();
  }

  private static FieldLayout field(SchemaBytes bytes, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("structs are too deep");
    }
    String name = bytes.utf8();
    int in = bytes.u8();
    int out = 0;
    if ((in & CHAIN) != 0) {
      out = bytes.u8();
      if ((out & CHAIN) != 0) {
        skipChain(bytes);
      }
    }
    Size count =
        switch (in & COUNT) {
          case 0 -> new Size.Own();
          case COUNT_FIXED -> new Size.Fixed(bytes.u16());
          case COUNT_PREFIXED -> new Size.Prefixed();
          default -> throw new IllegalArgumentException("a type of the provider's own");
        };
    InType type =
        InType.ofCode(in & TYPE).orElseThrow(() -> new IllegalArgumentException("type " + in));
    List<FieldLayout> members = new ArrayList<>();
    if (type == InType.STRUCT) {
      for (int i = 0; i < (out & ~CHAIN); i++) {
        members.add(field(bytes, depth + 1));
      }
      return new FieldLayout(name, type, OutType.PLAIN, count, new Size.Own(), members, null);
    }
    InType inData = type == InType.BINARY ? InType.COUNTED_BINARY : type;
    return new FieldLayout(
        name, inData, meaning(out & ~CHAIN), count, new Size.Own(), members, null);
  }

  /** TraceLogging numbers the meanings in its own way (TlgOut_t of TraceLoggingProvider.h). */
  private static OutType meaning(int code) {
    return switch (code) {
      case 3 -> OutType.BOOLEAN;
      case 4, 14, 15 -> OutType.HEX;
      case 7 -> OutType.PORT;
      case 8 -> OutType.IPV4;
      case 9 -> OutType.IPV6;
      case 10 -> OutType.SOCKET_ADDRESS;
      case 12, 35 -> OutType.UTF8;
      default -> OutType.PLAIN;
    };
  }

  /** Skips bytes up to one without the highest bit. */
  private static void skipChain(SchemaBytes bytes) {
    while ((bytes.u8() & CHAIN) != 0) {
      // tags have no meaning here
    }
  }
}
