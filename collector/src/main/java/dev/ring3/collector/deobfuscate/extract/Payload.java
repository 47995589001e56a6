package dev.ring3.collector.deobfuscate.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What decoded bytes may stand for: text, compressed text, text that was combined with a key. The
 * words around them say what to try.
 */
final class Payload {
  /** Bytes that are unpacked at most, whatever the packed ones promise. */
  static final int UNPACKED = 65_536;

  private static final Pattern KEY =
      Pattern.compile("-bxor\\s{0,8}['\"(]{0,2}(0x[0-9a-f]{1,2}|[0-9]{1,3})");

  private static final int GZIP_HEADER = 10;
  private static final int GZIP_EXTRAS = 0x1C;

  private final boolean isDeflated;
  private final Optional<Integer> key;

  private Payload(boolean isDeflated, Optional<Integer> key) {
    this.isDeflated = isDeflated;
    this.key = key;
  }

  /** Payloads of a text. */
  static Payload in(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    Matcher bxor = KEY.matcher(folded);
    Optional<Integer> key =
        folded.contains("-bxor") && bxor.find()
            ? Optional.of(Integer.decode(bxor.group(1)) & 0xFF)
            : Optional.empty();
    return new Payload(folded.contains("deflate"), key);
  }

  /** Hands on the text, if there is one. */
  void of(byte[] bytes, Consumer<String> found) {
    text(bytes).ifPresent(found);
  }

  Optional<String> text(byte[] bytes) {
    if (key.isPresent()) {
      byte[] plain = bytes.clone();
      for (int i = 0; i < plain.length; i++) {
        plain[i] ^= key.get().byteValue();
      }
      Optional<String> text = ReadableText.text(plain);
      if (text.isPresent()) {
        return text;
      }
    }
    Optional<String> unpacked = unpacked(bytes);
    return unpacked.isPresent() ? unpacked : ReadableText.text(bytes);
  }

  private Optional<String> unpacked(byte[] bytes) {
    if (bytes.length < GZIP_HEADER) {
      return Optional.empty();
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (first == 0x1F && second == 0x8B && (bytes[3] & GZIP_EXTRAS) == 0) {
      return inflated(bytes, GZIP_HEADER, true);
    }
    if (first == 0x78 && (first * 256 + second) % 31 == 0) {
      return inflated(bytes, 0, false);
    }
    return isDeflated ? inflated(bytes, 0, true) : Optional.empty();
  }

  private static Optional<String> inflated(byte[] bytes, int from, boolean isRaw) {
    Inflater inflater = new Inflater(isRaw);
    try {
      inflater.setInput(bytes, from, bytes.length - from);
      byte[] out = new byte[UNPACKED];
      int length = 0;
      while (length < out.length) {
        int more = inflater.inflate(out, length, out.length - length);
        if (more == 0) {
          break;
        }
        length += more;
      }
      return ReadableText.text(Arrays.copyOf(out, length));
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
