package dev.ring3.collector.pe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the smallest 64-bit programs that import something and have a version. */
public final class TinyPe {
  private static final int MEMORY = 0x1000;
  private static final int FILE = 0x400;
  private static final int SIZE = 0x1000;
  private static final int RESOURCES = 0x800;

  private final ByteBuffer out = ByteBuffer.allocate(FILE + SIZE).order(ByteOrder.LITTLE_ENDIAN);
  private int texts = 0x400;

  /** Functions of a library; a name that is a number stands for an import by number. */
  public record Imported(String library, List<String> functions) {}

  /** A program's bytes. */
  public static byte[] write(long compiled, List<Imported> imports, Map<String, String> version) {
    TinyPe pe = new TinyPe();
    pe.headers(compiled);
    pe.imports(imports);
    pe.version(version);
    return pe.out.array().clone();
  }

  private void headers(long compiled) {
    out.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x80);
    out.position(0x80);
    out.putInt(0x4550).putShort((short) 0x8664).putShort((short) 1).putInt((int) compiled);
    out.putInt(0).putInt(0).putShort((short) 240).putShort((short) 0x22);
    int optional = out.position();
    out.putShort(optional, (short) 0x20b).putInt(optional + 60, FILE).putInt(optional + 108, 16);
    out.putInt(optional + 112 + 8, MEMORY).putInt(optional + 112 + 16, MEMORY + RESOURCES);
    out.position(optional + 240);
    out.put(".data\0\0\0".getBytes(StandardCharsets.US_ASCII));
    out.putInt(SIZE).putInt(MEMORY).putInt(SIZE).putInt(FILE);
  }

  /** Descriptors at 0, tables of functions from 0x100, names from 0x400. */
  private void imports(List<Imported> imports) {
    int table = 0x100;
    for (int i = 0; i < imports.size(); i++) {
      int descriptor = FILE + 20 * i;
      out.putInt(descriptor, MEMORY + table).putInt(descriptor + 16, MEMORY + table);
      out.putInt(descriptor + 12, MEMORY + text(imports.get(i).library()));
      for (String function : imports.get(i).functions()) {
        boolean isNumber = function.chars().allMatch(Character::isDigit);
        long entry =
            isNumber ? Long.MIN_VALUE | Long.parseLong(function) : MEMORY + text("\0\0" + function);
        out.putLong(FILE + table, entry);
        table += 8;
      }
      table += 8;
    }
  }

  private int text(String text) {
    int at = texts;
    out.position(FILE + at);
    out.put((text + '\0').getBytes(StandardCharsets.ISO_8859_1));
    texts += text.length() + 1;
    return at;
  }

  private void version(Map<String, String> version) {
    int root = FILE + RESOURCES;
    directory(root, 16, 0x8000_0000 | 0x20);
    directory(root + 0x20, 1, 0x8000_0000 | 0x40);
    directory(root + 0x40, 1033, 0x60);
    out.putInt(root + 0x60, MEMORY + RESOURCES + 0x80);
    int begin = root + 0x80;
    out.position(begin);
    int info = open("VS_VERSION_INFO", 0);
    int strings = open("StringFileInfo", 1);
    int table = open("040904b0", 1);
    version.forEach(
        (name, value) -> {
          int string = open(name, 1);
          out.putShort(string + 2, (short) (value.length() + 1));
          out.put((value + '\0').getBytes(StandardCharsets.UTF_16LE));
          close(string);
        });
    close(table);
    close(strings);
    close(info);
    out.putInt(root + 0x64, out.position() - begin);
  }

  private void directory(int at, int number, int to) {
    out.putShort(at + 14, (short) 1).putInt(at + 16, number).putInt(at + 20, to);
  }

  private int open(String key, int type) {
    align();
    int at = out.position();
    out.putShort((short) 0).putShort((short) 0).putShort((short) type);
    out.put((key + '\0').getBytes(StandardCharsets.UTF_16LE));
    align();
    return at;
  }

  private void close(int block) {
    out.putShort(block, (short) (out.position() - block));
  }

  private void align() {
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
  }
}
