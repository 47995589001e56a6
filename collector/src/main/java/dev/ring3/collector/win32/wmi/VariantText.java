package dev.ring3.collector.win32.wmi;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads a VARIANT of 64-bit Windows (oaidl.h) as text, from its bytes: JNA's own class follows the
 * pointers of all members of its union, also those that are none.
 */
final class VariantText {
  private static final int BSTR = 8;
  private static final int ARRAY = 0x2000;
  private static final int BYTE = 17;
  private static final int VALUE = 8;

  /** SAFEARRAY: dimensions, bytes of an element, the elements, how many of the first dimension. */
  private static final int ELEMENT_BYTES = 4;

  private static final int ELEMENTS = 16;
  private static final int COUNT = 24;

  /** Elements of an array at most. */
  private static final int MAX_ELEMENTS = 4096;

  private VariantText() {}

  /**
   * Empty for what has no value, and for objects in objects. Bytes become hexadecimal digits, other
   * arrays have commas.
   *
   * @param most characters of a text
   */
  static Optional<String> read(Pointer variant, int most) {
    int type = Short.toUnsignedInt(variant.getShort(0));
    if ((type & ARRAY) == 0) {
      return one(variant.share(VALUE), type, most);
    }
    Pointer array = variant.getPointer(VALUE);
    return array == null || array.getShort(0) != 1
        ? Optional.empty()
        : Optional.of(many(array, type & ~ARRAY, most));
  }

  /**
   * The texts of an array (SAFEARRAY) of one dimension.
   *
   * @param most characters of each
   */
  static List<String> texts(Pointer array, int most) {
    List<String> texts = new ArrayList<>();
    Pointer elements = array.getPointer(ELEMENTS);
    long count = elements == null ? 0 : Integer.toUnsignedLong(array.getInt(COUNT));
    for (int i = 0; elements != null && i < Math.min(count, MAX_ELEMENTS); i++) {
      String text = text(elements.getPointer((long) i * Native.POINTER_SIZE), most);
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  /** A value of that type at an address; booleans are 0 and -1. */
  private static Optional<String> one(Pointer at, int type, int most) {
    return switch (type) {
      case BSTR -> Optional.ofNullable(text(at.getPointer(0), most));
      case 2 -> Optional.of(Short.toString(at.getShort(0)));
      case 3, 22 -> Optional.of(Integer.toString(at.getInt(0)));
      case 4 -> Optional.of(Float.toString(at.getFloat(0)));
      case 5 -> Optional.of(Double.toString(at.getDouble(0)));
      case 11 -> Optional.of(Boolean.toString(at.getShort(0) != 0));
      case 16 -> Optional.of(Byte.toString(at.getByte(0)));
      case BYTE -> Optional.of(Integer.toString(Byte.toUnsignedInt(at.getByte(0))));
      case 18 -> Optional.of(Integer.toString(Short.toUnsignedInt(at.getShort(0))));
      case 19, 23 -> Optional.of(Integer.toUnsignedString(at.getInt(0)));
      case 20 -> Optional.of(Long.toString(at.getLong(0)));
      case 21 -> Optional.of(Long.toUnsignedString(at.getLong(0)));
      default -> Optional.empty();
    };
  }

  /** A text of COM has its length in bytes before it. */
  private static @Nullable String text(@Nullable Pointer text, int most) {
    if (text == null) {
      return null;
    }
    long bytes = Math.min(Integer.toUnsignedLong(text.getInt(-4)), 2L * most);
    return new String(text.getByteArray(0, (int) bytes), StandardCharsets.UTF_16LE);
  }

  private static String many(Pointer array, int type, int most) {
    Pointer elements = array.getPointer(ELEMENTS);
    int count =
        elements == null
            ? 0
            : (int) Math.min(Integer.toUnsignedLong(array.getInt(COUNT)), MAX_ELEMENTS);
    if (elements == null || count == 0) {
      return "";
    }
    if (type == BYTE) {
      return HexFormat.of().formatHex(elements.getByteArray(0, count));
    }
    int size = array.getInt(ELEMENT_BYTES);
    StringJoiner all = new StringJoiner(", ");
    for (int i = 0; i < count && all.length() < most; i++) {
      one(elements.share((long) i * size), type, most).ifPresent(all::add);
    }
    return all.length() <= most ? all.toString() : all.toString().substring(0, most);
  }
}
