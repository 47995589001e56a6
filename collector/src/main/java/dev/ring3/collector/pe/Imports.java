package dev.ring3.collector.pe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The import table, and the hash over the names in it. */
final class Imports {
  /** Functions that are read. */
  static final int MAX_FUNCTIONS = 0x2000;

  private static final int MAX_LIBRARIES = 4096;
  private static final int LONGEST_NAME = 0x200;
  private static final int DESCRIPTOR = 20;

  private final PeBytes bytes;
  private final Layout layout;
  private final List<String> names = new ArrayList<>();

  private Imports(PeBytes bytes, Layout layout) {
    this.bytes = bytes;
    this.layout = layout;
  }

  /** Empty if nothing is imported. */
  static Optional<String> hash(PeBytes bytes, Layout layout)
      throws IOException, DamagedPartException {
    Layout.Directory directory = layout.directory(bytes, 1);
    if (directory.rva() == 0) {
      return Optional.empty();
    }
    Imports imports = new Imports(bytes, layout);
    imports.read(layout.offset(directory.rva()));
    return imports.names.isEmpty() ? Optional.empty() : Optional.of(md5(imports.names));
  }

  private static String md5(List<String> names) {
    try {
      byte[] text = String.join(",", names).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private void read(long at) throws IOException, DamagedPartException {
    for (int i = 0; i < MAX_LIBRARIES; i++) {
      long descriptor = at + (long) i * DESCRIPTOR;
      long lookup = bytes.u32(descriptor);
      long name = bytes.u32(descriptor + 12);
      long addresses = bytes.u32(descriptor + 16);
      if (name == 0 && addresses == 0) {
        return;
      }
      String library = bytes.text(layout.offset(name), LONGEST_NAME).toLowerCase(Locale.ROOT);
      functions(library, layout.offset(lookup == 0 ? addresses : lookup));
    }
  }

  private void functions(String library, long at) throws IOException, DamagedPartException {
    int size = layout.is64() ? Long.BYTES : Integer.BYTES;
    String prefix = stem(library) + '.';
    for (long entry = at; names.size() < MAX_FUNCTIONS; entry += size) {
      long value = layout.is64() ? bytes.u64(entry) : bytes.u32(entry);
      if (value == 0) {
        return;
      }
      boolean byNumber = layout.is64() ? value < 0 : (value & 0x8000_0000L) != 0;
      String function =
          byNumber
              ? Ordinals.name(library, (int) (value & 0xffff))
              : name(layout.offset(value & 0x7fff_ffffL) + Short.BYTES);
      if (!function.isEmpty()) {
        names.add(prefix + function.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** A name that no compiler writes stands as one and the same in the hash. */
  private String name(long at) throws IOException, DamagedPartException {
    String name = bytes.text(at, LONGEST_NAME);
    boolean isUsual = name.chars().allMatch(c -> isLetterOrDigit(c) || "._?@$()<>".indexOf(c) >= 0);
    return isUsual ? name : "*invalid*";
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String stem(String library) {
    boolean isUsual =
        library.endsWith(".dll") || library.endsWith(".sys") || library.endsWith(".ocx");
    return isUsual ? library.substring(0, library.length() - 4) : library;
  }
}
