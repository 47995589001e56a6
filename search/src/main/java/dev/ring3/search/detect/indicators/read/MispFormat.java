package dev.ring3.search.detect.indicators.read;

import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * MISP's JSON: events, lists of attributes, answers of its interface. Attributes that are not for
 * detection ({@code to_ids}), or deleted, are left out without a word.
 */
final class MispFormat implements IndicatorFormat {
  private static final Pattern START =
      Pattern.compile("\\s*[\\[{].*\"(?:Event|Attribute|response)\".*", Pattern.DOTALL);

  /** What the parts of a type's value are, in their order; other types hold no indicators. */
  private static final Map<String, List<IndicatorType>> TYPES =
      Map.ofEntries(
          Map.entry("md5", List.of(IndicatorType.HASH)),
          Map.entry("sha1", List.of(IndicatorType.HASH)),
          Map.entry("sha256", List.of(IndicatorType.HASH)),
          Map.entry("imphash", List.of(IndicatorType.HASH)),
          Map.entry("domain", List.of(IndicatorType.DOMAIN)),
          Map.entry("hostname", List.of(IndicatorType.DOMAIN)),
          Map.entry("url", List.of(IndicatorType.URL)),
          Map.entry("link", List.of(IndicatorType.URL)),
          Map.entry("uri", List.of(IndicatorType.URL)),
          Map.entry("ip-src", List.of(IndicatorType.ADDRESS)),
          Map.entry("ip-dst", List.of(IndicatorType.ADDRESS)),
          Map.entry("regkey", List.of(IndicatorType.REGISTRY)),
          Map.entry("filename", List.of(IndicatorType.NAME)),
          Map.entry("named pipe", List.of(IndicatorType.PIPE)),
          Map.entry("mutex", List.of(IndicatorType.MUTEX)),
          Map.entry("filename|md5", List.of(IndicatorType.NAME, IndicatorType.HASH)),
          Map.entry("filename|sha1", List.of(IndicatorType.NAME, IndicatorType.HASH)),
          Map.entry("filename|sha256", List.of(IndicatorType.NAME, IndicatorType.HASH)),
          Map.entry("filename|imphash", List.of(IndicatorType.NAME, IndicatorType.HASH)),
          Map.entry("domain|ip", List.of(IndicatorType.DOMAIN, IndicatorType.ADDRESS)));

  @Override
  public String name() {
    return "MISP JSON";
  }

  @Override
  public boolean fits(String start) {
    return START.matcher(start).matches();
  }

  @Override
  public void read(InputStream in, Taking taking) throws IOException {
    JsonElements.forEach(in, "Attribute", (attribute, line) -> take(attribute, line, taking));
  }

  private static void take(Map<String, String> attribute, String line, Taking taking) {
    if (isSwitch(attribute, "deleted") || !isSwitch(attribute, "to_ids")) {
      return;
    }
    String type = attribute.getOrDefault("type", "").toLowerCase(Locale.ROOT);
    String value = attribute.getOrDefault("value", "");
    String comment = attribute.getOrDefault("comment", "");
    List<IndicatorType> parts = TYPES.getOrDefault(type, List.of());
    if (parts.isEmpty()) {
      taking.refuse(line, "attributes of the type '" + Taking.shown(type) + "' are not supported");
    } else if (parts.size() == 1) {
      one(line, parts.getFirst(), value, comment, taking);
    } else {
      pair(line, parts, value, comment, taking);
    }
  }

  /** Of a name with a hash the hash alone counts: the name belongs to that content. */
  private static void pair(
      String line, List<IndicatorType> parts, String value, String comment, Taking taking) {
    int bar = value.lastIndexOf('|');
    if (bar < 0) {
      taking.refuse(line, "'" + Taking.shown(value) + "' is no pair of values");
    } else if (parts.getLast() == IndicatorType.HASH) {
      one(line, IndicatorType.HASH, value.substring(bar + 1), comment, taking);
    } else {
      one(line, parts.getFirst(), value.substring(0, bar), comment, taking);
      one(line, parts.getLast(), value.substring(bar + 1), comment, taking);
    }
  }

  private static void one(
      String line, IndicatorType type, String value, String comment, Taking taking) {
    boolean isPath = value.indexOf('\\') >= 0 || value.indexOf('/') >= 0;
    IndicatorType meant =
        switch (type) {
          case NAME -> isPath ? IndicatorType.PATH : type;
          case ADDRESS -> isPath ? IndicatorType.NETWORK : type;
          case HASH, NETWORK, URL, REGISTRY, PIPE, PATH, DOMAIN, MUTEX -> type;
        };
    taking.take(line, meant, value, null, comment);
  }

  private static boolean isSwitch(Map<String, String> attribute, String name) {
    String value = attribute.getOrDefault(name, "");
    return value.equals("true") || value.equals("1");
  }
}
