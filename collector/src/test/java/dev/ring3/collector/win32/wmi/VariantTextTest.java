package dev.ring3.collector.win32.wmi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values laid out by the test as oaidl.h has them. */
class VariantTextTest {
  private static final int MOST = 1000;

  private static Memory variant(int type) {
    Memory variant = new Memory(24);
    variant.clear();
    variant.setShort(0, (short) type);
    return variant;
  }

  private static Memory text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    Memory memory = new Memory(4L + bytes.length + 2);
    memory.clear();
    memory.setInt(0, bytes.length);
    memory.write(4, bytes, 0, bytes.length);
    return memory;
  }

  private static Memory array(int count, int size, Pointer elements) {
    Memory array = new Memory(32);
    array.clear();
    array.setShort(0, (short) 1);
    array.setInt(4, size);
    array.setPointer(16, elements);
    array.setInt(24, count);
    return array;
  }

  @Test
  void textsAreReadByTheirLengthAndCut() {
    Memory text = text("cmd.exe /c \u00e9");
    Memory variant = variant(8);
    variant.setPointer(8, text.share(4));
    assertEquals(Optional.of("cmd.exe /c \u00e9"), VariantText.read(variant, MOST));
    assertEquals(Optional.of("cmd"), VariantText.read(variant, 3));
    variant.setPointer(8, null);
    assertEquals(Optional.empty(), VariantText.read(variant, MOST));
  }

  @Test
  void numbersAndTruthsAreWritten() {
    Memory variant = variant(3);
    variant.setInt(8, -5);
    assertEquals(Optional.of("-5"), VariantText.read(variant, MOST));
    variant.setShort(0, (short) 19);
    assertEquals(Optional.of("4294967291"), VariantText.read(variant, MOST));
    variant.setShort(0, (short) 11);
    assertEquals(Optional.of("true"), VariantText.read(variant, MOST));
  }

  @Test
  void whatHasNoValueOrIsAnObjectIsLeftOutWhateverTheRestHolds() {
    for (int type : new int[] {0, 1, 9, 13, 0x2000 | 13}) {
      Memory variant = variant(type);
      if ((type & 0x2000) == 0) {
        variant.setLong(8, 0x1234_5678L); // no address
      }
      assertEquals(Optional.empty(), VariantText.read(variant, MOST), "type " + type);
    }
  }

  @Test
  void arraysOfBytesAreDigitsAndOthersHaveCommas() {
    Memory bytes = new Memory(3);
    bytes.write(0, new byte[] {1, 5, (byte) 0xff}, 0, 3);
    Memory variant = variant(0x2000 | 17);
    Memory ofBytes = array(3, 1, bytes);
    variant.setPointer(8, ofBytes);
    assertEquals(Optional.of("0105ff"), VariantText.read(variant, MOST));
    Memory one = text("a");
    Memory two = text("b");
    Memory pointers = new Memory(16);
    pointers.setPointer(0, one.share(4));
    pointers.setPointer(8, two.share(4));
    Memory ofTexts = array(2, 8, pointers);
    variant.setShort(0, (short) (0x2000 | 8));
    variant.setPointer(8, ofTexts);
    assertEquals(Optional.of("a, b"), VariantText.read(variant, MOST));
  }

  @Test
  void anArrayOfTextsIsAList() {
    Memory one = text("a");
    Memory two = text("b, c");
    Memory pointers = new Memory(24);
    pointers.clear();
    pointers.setPointer(0, one.share(4));
    pointers.setPointer(16, two.share(4));
    assertEquals(List.of("a", "", "b, c"), VariantText.texts(array(3, 8, pointers), MOST));
    assertEquals(List.of("a"), VariantText.texts(array(1, 8, pointers), MOST));
  }
}
