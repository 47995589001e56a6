package dev.ring3.collector.decode.etw;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A layout, compiled: finds the fields of records. Safe for any thread.
 *
 * <p>Limits: {@link #MAX_ITEMS} items of an array become text; structs may be nested {@link
 * #MAX_DEPTH} deep.
 */
public final class EventDecoder {
  /** Items of an array that become text; the rest is counted. */
  static final int MAX_ITEMS = 1024;

  /** Structs within structs. */
  static final int MAX_DEPTH = 8;

  /** Of a SID (MS-DTYP, section 2.4.2). */
  private static final int MAX_AUTHORITIES = 15;

  private final EventLayout layout;
  private final Node[] fields;

  /**
   * @throws IllegalArgumentException if a field refers to one that is not before it, or structs are
   *     too deep
   */
  public EventDecoder(EventLayout layout) {
    this.layout = layout;
    this.fields = compile(layout.fields(), null, 0);
  }

  /** A field with its references resolved. */
  @SuppressWarnings("ArrayRecordComponent") // private, never changed, read for each value
  private record Node(
      FieldLayout field, @Nullable Reference count, @Nullable Reference length, Node[] members) {}

  /** An earlier field: of the same struct, or of the event. */
  private record Reference(boolean isOfEvent, int index, InType type) {}

  private static Node[] compile(
      List<FieldLayout> fields, @Nullable List<FieldLayout> outer, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("structs are more than " + MAX_DEPTH + " deep");
    }
    Node[] nodes = new Node[fields.size()];
    for (int i = 0; i < nodes.length; i++) {
      FieldLayout field = fields.get(i);
      List<FieldLayout> before = fields.subList(0, i);
      nodes[i] =
          new Node(
              field,
              reference(field, field.count(), before, outer),
              reference(field, field.length(), before, outer),
              compile(field.members(), outer == null ? before : outer, depth + 1));
    }
    return nodes;
  }

  private static @Nullable Reference reference(
      FieldLayout field, Size size, List<FieldLayout> before, @Nullable List<FieldLayout> outer) {
    if (!(size instanceof Size.OfField(String name))) {
      return null;
    }
    for (int i = before.size() - 1; i >= 0; i--) {
      if (before.get(i).name().equals(name) && before.get(i).type().isWholeNumber()) {
        return new Reference(outer == null, i, before.get(i).type());
      }
    }
    for (int i = 0; outer != null && i < outer.size(); i++) {
      if (outer.get(i).name().equals(name) && outer.get(i).type().isWholeNumber()) {
        return new Reference(true, i, outer.get(i).type());
      }
    }
    throw new IllegalArgumentException(
        field.name() + ": there is no number " + name + " before it to say its size");
  }

  public EventLayout layout() {
    return layout;
  }

  /** Finds the fields in a record's data. */
  public DecodedEvent decode(byte[] bytes, int pointerSize) {
    RecordData data = new RecordData(bytes, pointerSize);
    int[] places = new int[fields.length + 1];
    int found = 0;
    String problem = null;
    try {
      for (; found < fields.length; found++) {
        places[found + 1] = skip(fields[found], data, places[found], places, places);
      }
    } catch (DataFitException e) {
      problem = fields[found].field().name() + ' ' + e.problem();
    }
    return new DecodedEvent(this, data, places, found, problem);
  }

  /**
   * Where a field ends.
   *
   * @param event places of the event's fields
   * @param own places of the fields of the struct that it is in, or of the event's
   */
  private int skip(Node node, RecordData data, int at, int[] event, int[] own)
      throws DataFitException {
    FieldLayout field = node.field();
    if (field.count() instanceof Size.Own && node.length() == null) {
      int fixed = field.type().fixedSize();
      if (fixed > 0) {
        return data.need(fixed, at);
      }
      return value(node, data, at, event, own);
    }
    int from = firstItem(field, data, at);
    long count = count(node, data, at, event, own);
    int fixed = field.type().fixedSize();
    if (fixed > 0) {
      return data.need(Math.multiplyExact(count, (long) fixed), from);
    }
    int end = from;
    for (long i = 0; i < count; i++) {
      int next = value(node, data, end, event, own);
      if (next == end && i > 0) {
        return end; // items without bytes, however many
      }
      end = next;
    }
    return end;
  }

  private static int firstItem(FieldLayout field, RecordData data, int at) throws DataFitException {
    return field.count() instanceof Size.Prefixed ? data.need(2, at) : at;
  }

  private static long count(Node node, RecordData data, int at, int[] event, int[] own) {
    return switch (node.field().count()) {
      case Size.Own o -> 1;
      case Size.Fixed(int number) -> number;
      case Size.OfField f -> referred(node.count(), data, event, own);
      case Size.Prefixed p -> data.u16(at);
      case Size.Rest r -> (data.end() - at) / sizeOfItem(node.field().type(), data);
    };
  }

  private static int sizeOfItem(InType type, RecordData data) {
    return switch (type) {
      case POINTER, SIZE -> data.pointerSize();
      default -> Math.max(1, type.fixedSize());
    };
  }

  private static long referred(
      @Nullable Reference reference, RecordData data, int[] event, int[] own) {
    if (reference == null) {
      throw new IllegalStateException("a size without its field");
    }
    int place = (reference.isOfEvent() ? event : own)[reference.index()];
    long number = ValueText.wholeNumber(reference.type(), data, place);
    return number < 0 || number > Integer.MAX_VALUE ? Integer.MAX_VALUE : number;
  }

  /** Where one value ends, with its terminator. */
  private int value(Node node, RecordData data, int at, int[] event, int[] own)
      throws DataFitException {
    return switch (node.field().type()) {
      case UTF16 -> {
        long units = length(node, data, event, own);
        yield units >= 0 ? data.need(2 * units, at) : Math.min(data.endOfUtf16(at) + 2, data.end());
      }
      case ANSI -> {
        long length = length(node, data, event, own);
        yield length >= 0 ? data.need(length, at) : Math.min(data.endOfAnsi(at) + 1, data.end());
      }
      case BINARY -> {
        long length = length(node, data, event, own);
        yield data.need(length >= 0 ? length : data.end() - at, at);
      }
      case POINTER, SIZE -> data.need(data.pointerSize(), at);
      case COUNTED_UTF16, COUNTED_ANSI, COUNTED_BINARY, COUNTED_STRING, COUNTED_ANSI_STRING ->
          data.need(data.u16(data.need(2, at) - 2), at + 2);
      case REVERSE_COUNTED_STRING, REVERSE_COUNTED_ANSI_STRING ->
          data.need(data.bigU16(data.need(2, at) - 2), at + 2);
      case HEX_DUMP -> data.need(data.u32(data.need(4, at) - 4), at + 4);
      case UNTERMINATED_STRING, UNTERMINATED_ANSI_STRING -> data.end();
      case SID -> endOfSid(data, at);
      case WBEM_SID -> endOfTokenUser(data, at);
      case STRUCT -> endOfStruct(node, data, at, event);
      case I8,
          U8,
          I16,
          U16,
          I32,
          U32,
          I64,
          U64,
          F32,
          F64,
          BOOL,
          GUID,
          FILETIME,
          SYSTEMTIME,
          HEX32,
          HEX64,
          UTF16_UNIT,
          ANSI_CHARACTER ->
          data.need(node.field().type().fixedSize(), at);
    };
  }

  private static int endOfSid(RecordData data, int at) throws DataFitException {
    return data.need(8 + 4L * data.u8(data.need(2, at) - 1), at);
  }

  /** Four zero bytes for no SID; some writers leave the pointers zero before a SID as well. */
  private static int endOfTokenUser(RecordData data, int at) throws DataFitException {
    boolean isZero = data.u32(data.need(4, at) - 4) == 0;
    int sid = at + 2 * data.pointerSize();
    boolean isSid =
        sid + 8 <= data.end() && data.u8(sid) == 1 && data.u8(sid + 1) <= MAX_AUTHORITIES;
    return isZero && !isSid ? at + 4 : endOfSid(data, data.need(2L * data.pointerSize(), at));
  }

  private int endOfStruct(Node node, RecordData data, int at, int[] event) throws DataFitException {
    return structPlaces(node, data, at, event)[node.members().length];
  }

  private int[] structPlaces(Node node, RecordData data, int at, int[] event)
      throws DataFitException {
    int[] places = new int[node.members().length + 1];
    places[0] = at;
    for (int i = 0; i < node.members().length; i++) {
      places[i + 1] = skip(node.members()[i], data, places[i], event, places);
    }
    return places;
  }

  /** The length that the layout gives; negative if the value itself says it. */
  private static long length(Node node, RecordData data, int[] event, int[] own) {
    return switch (node.field().length()) {
      case Size.Own o -> -1;
      case Size.Fixed(int number) -> number;
      case Size.OfField f -> referred(node.length(), data, event, own);
      case Size.Prefixed p -> throw new IllegalStateException("lengths have no prefix");
      case Size.Rest r -> -1;
    };
  }

  /** The text of a field of the event that was found. */
  String text(int index, RecordData data, int[] places) {
    try {
      return text(fields[index], data, places[index], places, places);
    } catch (DataFitException e) {
      throw new IllegalStateException("the field was found before", e);
    }
  }

  /** The values of a field of the event that was found, if they are whole numbers. */
  List<Long> numbers(int index, RecordData data, int[] places) {
    FieldLayout field = fields[index].field();
    List<Long> numbers = new ArrayList<>();
    if (field.type().isWholeNumber()) {
      int size = sizeOfItem(field.type(), data);
      int from = places[index] + (field.count() instanceof Size.Prefixed ? 2 : 0);
      for (int at = from; at + size <= places[index + 1]; at += size) {
        numbers.add(ValueText.wholeNumber(field.type(), data, at));
      }
    }
    return numbers;
  }

  private String text(Node node, RecordData data, int at, int[] event, int[] own)
      throws DataFitException {
    FieldLayout field = node.field();
    if (field.count() instanceof Size.Own) {
      return item(node, data, at, value(node, data, at, event, own), event);
    }
    int from = firstItem(field, data, at);
    long count = count(node, data, at, event, own);
    if (field.type() == InType.UTF16_UNIT || field.type() == InType.ANSI_CHARACTER) {
      return characters(field.type(), data, from, (int) count);
    }
    if (field.type() == InType.U8 && field.map() == null) {
      return ValueText.binary(field, data, from, from + (int) count);
    }
    StringJoiner joined = new StringJoiner(",");
    for (long i = 0; i < Math.min(count, MAX_ITEMS); i++) {
      int end = value(node, data, from, event, own);
      joined.add(item(node, data, from, end, event));
      from = end;
    }
    if (count > MAX_ITEMS) {
      joined.add("… " + (count - MAX_ITEMS) + " more");
    }
    return joined.toString();
  }

  /** Characters in a fixed place, up to a zero. */
  private static String characters(InType type, RecordData data, int at, int count) {
    return type == InType.UTF16_UNIT
        ? data.utf16(at, Math.min(at + 2 * count, data.endOfUtf16(at)))
        : data.text(at, Math.min(at + count, data.endOfAnsi(at)), false);
  }

  /** One value, without its length, terminator or padding. */
  private String item(Node node, RecordData data, int at, int end, int[] event)
      throws DataFitException {
    FieldLayout field = node.field();
    return switch (field.type()) {
      case STRUCT -> struct(node, data, at, event);
      case UTF16 -> ValueText.of(field, data, at, Math.min(end, data.endOfUtf16(at)));
      case ANSI -> ValueText.of(field, data, at, Math.min(end, data.endOfAnsi(at)));
      case COUNTED_UTF16,
          COUNTED_ANSI,
          COUNTED_BINARY,
          COUNTED_STRING,
          COUNTED_ANSI_STRING,
          REVERSE_COUNTED_STRING,
          REVERSE_COUNTED_ANSI_STRING ->
          ValueText.of(field, data, at + 2, end);
      case HEX_DUMP -> ValueText.of(field, data, at + 4, end);
      case WBEM_SID -> ValueText.of(field, data, Math.min(end, at + 2 * data.pointerSize()), end);
      default -> ValueText.of(field, data, at, end);
    };
  }

  /** {@code {Name=value, …}}. */
  private String struct(Node node, RecordData data, int at, int[] event) throws DataFitException {
    int[] places = structPlaces(node, data, at, event);
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < node.members().length; i++) {
      Node member = node.members()[i];
      joined.add(member.field().name() + '=' + text(member, data, places[i], event, places));
    }
    return joined.toString();
  }
}
