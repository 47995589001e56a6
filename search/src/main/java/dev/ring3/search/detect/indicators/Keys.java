package dev.ring3.search.detect.indicators;

import dev.ring3.collector.event.Field;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Fold;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.function.Consumer;

/** The indicators of a kind that a value of an event could be. */
final class Keys {
  /** Labels of the longest name that is looked at: more are no name. */
  private static final int MOST_LABELS = 127;

  private Keys() {}

  /**
   * Hands on each.
   *
   * @param prefixes the lengths of the networks that there are, see {@link ListFile#prefixes}
   */
  static void of(IndicatorType type, String value, BitSet prefixes, Consumer<String> key) {
    switch (type) {
      case HASH, PATH, NAME -> key.accept(Fold.lower(value));
      case PIPE -> key.accept(pipe(Fold.lower(value)));
      case URL, MUTEX -> type.normal(value).ifPresent(key);
      case REGISTRY -> type.normal(value).ifPresent(path -> registry(path, key));
      case DOMAIN -> domain(Fold.lower(value), key);
      case ADDRESS -> type.normal(value).ifPresent(key);
      case NETWORK -> Addresses.parse(value).ifPresent(address -> networks(address, prefixes, key));
    }
  }

  private static String pipe(String name) {
    int last = name.lastIndexOf("\\pipe\\");
    return last >= 0
        ? name.substring(last + "\\pipe\\".length())
        : name.startsWith("\\") ? name.substring(1) : name;
  }

  /** The path, and the key it is in. */
  private static void registry(String path, Consumer<String> key) {
    key.accept(path);
    int last = path.lastIndexOf('\\');
    if (path.indexOf('\\') < last) {
      key.accept(path.substring(0, last));
    }
  }

  /** The name and those above it, but the last label alone. */
  private static void domain(String name, Consumer<String> key) {
    String rest = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    for (int labels = 0; labels < MOST_LABELS && rest.indexOf('.') > 0; labels++) {
      key.accept(rest);
      rest = rest.substring(rest.indexOf('.') + 1);
    }
  }

  private static void networks(InetAddress address, BitSet prefixes, Consumer<String> key) {
    byte[] bytes = address.getAddress();
    int first = bytes.length == Integer.BYTES ? 0 : ListFile.V6;
    int all = bytes.length * Byte.SIZE;
    // From the longest prefix down, so that each leaves fewer bits.
    for (int bit = prefixes.previousSetBit(first + all);
        bit >= first;
        bit = prefixes.previousSetBit(bit - 1)) {
      key.accept(network(bytes, bit - first));
    }
  }

  /** The network of so many bits as {@link IndicatorType#normal} writes it; clears other bits. */
  private static String network(byte[] bytes, int bits) {
    for (int at = bits; at < bytes.length * Byte.SIZE; at++) {
      bytes[at / Byte.SIZE] &= (byte) ~(0x80 >> at % Byte.SIZE);
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address", e);
    }
  }

  /** Whether events of that kind have such indicators in a field. */
  static boolean isAsked(IndicatorType type, Field field, boolean isPipe) {
    return field != Field.FILE_NAME || (type == IndicatorType.PIPE) == isPipe;
  }
}
