package dev.ring3.collector.evtx;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the bytes of a value to its text: the only place where values are rendered. */
final class ValueReader {
  /**
   * BinXML does not say which code page an ANSI string has; Windows-1252 is by far the commonest.
   */
  private static final Charset ANSI = Charset.forName("windows-1252");

  private final Chunk chunk;
  private final Utf16 utf16 = new Utf16();
  private final AsciiText ascii = new AsciiText();

  ValueReader(Chunk chunk) {
    this.chunk = chunk;
  }

  /** The text of so many UTF-16 units, which must lie in the chunk. */
  String utf16(int at, int units) {
    return utf16.decode(chunk.bytes(), at, units);
  }

  /**
   * The text of a substitution value; an array's items are joined by commas.
   *
   * @param code the type's code, with {@link ValueType#ARRAY} for arrays
   */
  String text(int code, int at, int size) throws CorruptDataException {
    if ((code & ValueType.ARRAY) == 0) {
      return single(known(code, at), at, size);
    }
    return String.join(",", items(code, at, size));
  }

  /** The items of an array, in order. */
  List<String> items(int code, int at, int size) throws CorruptDataException {
    List<String> items = new ArrayList<>();
    ValueType type = known(code, at);
    int end = at + size;
    for (int item = at; item < end; ) {
      int itemSize =
          isText(type) ? terminated(type, item, end) : type.itemSize(chunk, item, end - item, size);
      if (itemSize > end - item) {
        throw new CorruptDataException(
            item, "an item of type " + type + " needs " + itemSize + " bytes, has " + (end - item));
      }
      items.add(single(type, item, itemSize));
      item += itemSize;
    }
    return items;
  }

  /** Bytes that are not what their type says, so that they are not lost. */
  String raw(int at, int size) {
    ascii.clear();
    ValueType.rawBytes(ascii, chunk, at, size);
    return ascii.toString();
  }

  private String single(ValueType type, int at, int size) throws CorruptDataException {
    if (size == 0) {
      return "";
    }
    if (type == ValueType.STRING || type == ValueType.EVT_XML) {
      int units = size / 2;
      while (units > 0 && chunk.u16(at + 2 * units - 2) == 0) {
        units--;
      }
      return utf16.decode(chunk.bytes(), at, units);
    }
    if (type == ValueType.ANSI_STRING) {
      int length = size;
      while (length > 0 && chunk.u8(at + length - 1) == 0) {
        length--;
      }
      return new String(chunk.bytes(), at, length, ANSI);
    }
    type.append(ascii.clear(), chunk, at, size);
    return ascii.toString();
  }

  private static boolean isText(ValueType type) {
    return type == ValueType.STRING || type == ValueType.EVT_XML || type == ValueType.ANSI_STRING;
  }

  /** Size of the text at the start of those bytes, with its terminating NUL if there is one. */
  private int terminated(ValueType type, int at, int end) {
    int unit = type == ValueType.ANSI_STRING ? 1 : 2;
    for (int i = at; i + unit <= end; i += unit) {
      if (chunk.isZero(i, i + unit)) {
        return i + unit - at;
      }
    }
    return end - at;
  }

  private static ValueType known(int code, int at) throws CorruptDataException {
    @Nullable ValueType type = ValueType.of(code);
    if (type == null) {
      throw new CorruptDataException(
          at, "there is no value type 0x" + Integer.toHexString(code & ~ValueType.ARRAY));
    }
    return type;
  }
}
