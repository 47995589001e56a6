package dev.ring3.search.detect.indicators.value;

import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Fold;
import java.net.IDN;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of each kind are written so that equal ones are the same text. */
final class NormalForm {
  private static final Pattern HASH =
      Pattern.compile("[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}", Pattern.CASE_INSENSITIVE);
  private static final Pattern LABELS =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]{1,62}");
  private static final Pattern URL =
      Pattern.compile("([a-z][a-z0-9+.-]*)://([^/?#\\s\"<>]+)([^#\\s\"<>]*)(?:#.*)?");
  private static final Pattern PIPE =
      Pattern.compile(
          "(?:\\\\\\\\[^\\\\]+\\\\pipe\\\\|\\\\device\\\\namedpipe\\\\|\\\\pipe\\\\)(.+)");
  private static final Pattern MUTEX =
      Pattern.compile(
          "(?:(?:global|local|session\\\\\\d+|(?:\\\\sessions\\\\\\d+)?\\\\basenamedobjects)\\\\)?"
              + "([^\\\\]+)");
  private static final int LONGEST_DOMAIN = 253;

  /** The short names of hives by how else they are written. */
  private static final List<Map.Entry<String, String>> HIVES =
      List.of(
          Map.entry("hkey_local_machine", "hklm"),
          Map.entry("hkey_current_user", "hkcu"),
          Map.entry("hkey_users", "hku"),
          Map.entry("hkey_classes_root", "hkcr"),
          Map.entry("hkey_current_config", "hkcc"),
          Map.entry("\\registry\\machine", "hklm"),
          Map.entry("\\registry\\user", "hku"));

  private static final Pattern SHORT_HIVE = Pattern.compile("hk(?:lm|cu|u|cr|cc)(?:\\\\.*)?");

  private NormalForm() {}

  static Optional<String> hash(String value) {
    return HASH.matcher(value).matches() ? Optional.of(Fold.lower(value)) : Optional.empty();
  }

  static Optional<String> address(String value) {
    return Addresses.parse(value).map(java.net.InetAddress::getHostAddress);
  }

  /** The first address, a slash and the bits that count. */
  static Optional<String> network(String value) {
    return Addresses.block(value)
        .map(
            block -> {
              int slash = value.indexOf('/');
              int bits = Integer.parseInt(value.substring(slash + 1));
              return block.from().getHostAddress() + "/" + bits;
            });
  }

  static Optional<String> domain(String value) {
    String bare = value.startsWith("*.") ? value.substring(2) : value;
    bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    try {
      String lower = Fold.lower(isAscii(bare) ? bare : IDN.toASCII(bare));
      return lower.length() <= LONGEST_DOMAIN && LABELS.matcher(lower).matches()
          ? Optional.of(lower)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** Without what follows {@code #}; a URL without a path has the path {@code /}. */
  static Optional<String> url(String value) {
    Matcher parts = URL.matcher(Fold.lower(value));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String path = parts.group(3);
    String from = path.isEmpty() || path.startsWith("?") ? "/" + path : path;
    return Optional.of(parts.group(1) + "://" + parts.group(2) + from);
  }

  static Optional<String> registry(String value) {
    String lower = Fold.lower(value);
    for (Map.Entry<String, String> hive : HIVES) {
      if (lower.startsWith(hive.getKey())) {
        lower = hive.getValue() + lower.substring(hive.getKey().length());
      }
    }
    String bare = lower.endsWith("\\") ? lower.substring(0, lower.length() - 1) : lower;
    return SHORT_HIVE.matcher(bare).matches() && bare.indexOf('\\') > 0
        ? Optional.of(bare)
        : Optional.empty();
  }

  static Optional<String> pipe(String value) {
    Matcher pipe = PIPE.matcher(Fold.lower(value));
    return pipe.matches() ? Optional.of(pipe.group(1)) : Optional.empty();
  }

  /** A path that says all: no variables such as {@code %TEMP%}, no wildcards. */
  static Optional<String> path(String value) {
    boolean isWhole =
        value.startsWith("/") || value.startsWith("\\") || value.matches("[A-Za-z]:[\\\\/].*");
    boolean isPlain = value.indexOf('*') < 0 && value.indexOf('?') < 0 && value.indexOf('%') < 0;
    return isWhole && isPlain && value.length() > 3
        ? Optional.of(Fold.lower(value))
        : Optional.empty();
  }

  static Optional<String> name(String value) {
    boolean isPlain =
        value.chars().noneMatch(c -> c < ' ' || "\\/*?\"<>|".indexOf(c) >= 0) && !value.isBlank();
    return isPlain ? Optional.of(Fold.lower(value.strip())) : Optional.empty();
  }

  /** Without the namespace, which programs need not write. */
  static Optional<String> mutex(String value) {
    Matcher mutex = MUTEX.matcher(Fold.lower(value.strip()));
    return mutex.matches() ? Optional.of(mutex.group(1)) : Optional.empty();
  }
}
