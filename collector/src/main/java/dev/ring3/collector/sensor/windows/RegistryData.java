package dev.ring3.collector.sensor.windows;

import dev.ring3.collector.win32.RegistryKey.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a value of the registry holds, as text. */
public final class RegistryData {
  /** Bytes of binary data that are told. */
  static final int MAX_BINARY = 1024;

  private RegistryData() {}

  /** Several of a list of texts, else one; none if there is no data. */
  public static List<String> texts(Value value) {
    ByteBuffer data = ByteBuffer.wrap(value.data()).order(ByteOrder.LITTLE_ENDIAN);
    int size = value.data().length;
    if (size == 0) {
      return List.of();
    }
    return switch (value.type()) {
      case 1, 2, 6 -> List.of(text(value.data()).split("\0", 2)[0]); // REG_SZ, _EXPAND_SZ, _LINK
      case 7 -> // REG_MULTI_SZ
          Arrays.stream(text(value.data()).split("\0", -1)).filter(t -> !t.isEmpty()).toList();
      case 4 -> // REG_DWORD
          List.of(
              size == 4
                  ? Long.toString(Integer.toUnsignedLong(data.getInt(0)))
                  : hex(value.data()));
      case 11 -> List.of(size == 8 ? Long.toUnsignedString(data.getLong(0)) : hex(value.data()));
      default -> List.of(hex(value.data()));
    };
  }

  private static String text(byte[] data) {
    return new String(data, 0, data.length & ~1, StandardCharsets.UTF_16LE);
  }

  private static String hex(byte[] data) {
    return HexFormat.of().formatHex(data, 0, Math.min(data.length, MAX_BINARY));
  }
}
