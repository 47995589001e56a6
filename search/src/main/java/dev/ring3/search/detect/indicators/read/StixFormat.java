package dev.ring3.search.detect.indicators.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bundles of STIX 2: the patterns of their indicators, see {@link StixPattern}. */
final class StixFormat implements IndicatorFormat {
  private static final Pattern START =
      Pattern.compile(
          "\\s*\\{.*(?:\"type\"\\s*:\\s*\"bundle\"|\"objects\"\\s*:\\s*\\[).*", Pattern.DOTALL);

  @Override
  public String name() {
    return "STIX 2";
  }

  @Override
  public boolean fits(String start) {
    return START.matcher(start).matches();
  }

  @Override
  public void read(InputStream in, Taking taking) throws IOException {
    JsonElements.forEach(in, "objects", (object, line) -> take(object, line, taking));
  }

  private static void take(Map<String, String> object, String line, Taking taking) {
    if (!"indicator".equals(object.get("type")) || "true".equals(object.get("revoked"))) {
      return;
    }
    String language = object.getOrDefault("pattern_type", "stix");
    if (!language.equals("stix")) {
      taking.refuse(line, "patterns in " + Taking.shown(language) + " are not supported");
      return;
    }
    Optional<Instant> until =
        Optional.ofNullable(object.get("valid_until")).flatMap(IndicatorTimes::parse);
    String description = object.getOrDefault("name", object.getOrDefault("description", ""));
    try {
      for (StixPattern.Value value : StixPattern.values(object.getOrDefault("pattern", ""))) {
        taking.take(line, value.type(), value.value(), until.orElse(null), description);
      }
    } catch (StixPattern.UnsupportedException e) {
      taking.refuse(line, String.valueOf(e.getMessage()));
    }
  }
}
