package dev.ring3.collector.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code telemetry-settings.yml} wants, which says in its head how it is written. */
record TelemetrySettings(List<Subcategory> audit, List<RegistryNumber> registry) {
  private static final String FILE = "/dev/ring3/collector/telemetry-settings.yml";

  TelemetrySettings {
    audit = List.copyOf(audit);
    registry = List.copyOf(registry);
  }

  /**
   * A subcategory of the audit policy.
   *
   * @param hides what is not logged without
   */
  record Subcategory(String name, UUID guid, boolean success, boolean failure, String hides) {
    /** The bits of POLICY_AUDIT_EVENT_* that are wanted. */
    int bits() {
      return (success ? 1 : 0) | (failure ? 2 : 0);
    }

    String command() {
      return "auditpol /set /subcategory:{"
          + guid
          + '}'
          + (success ? " /success:enable" : "")
          + (failure ? " /failure:enable" : "");
    }
  }

  /**
   * A number in the registry.
   *
   * @param hides what is not logged without
   */
  record RegistryNumber(String name, String key, String value, int wanted, String hides) {
    String command() {
      return "reg add \"" + key + "\" /v " + value + " /t REG_DWORD /d " + wanted + " /f";
    }
  }

  static TelemetrySettings load() {
    try (InputStream file =
        Objects.requireNonNull(TelemetrySettings.class.getResourceAsStream(FILE))) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException with the place of what is wrong
   */
  static TelemetrySettings parse(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel("telemetry-settings.yml").build();
    Map<?, ?> top = map(new Load(settings).loadFromString(text), "the file");
    List<Subcategory> audit = new ArrayList<>();
    map(top.get("audit"), "audit")
        .forEach((name, entry) -> audit.add(subcategory(String.valueOf(name), map(entry, name))));
    List<RegistryNumber> registry = new ArrayList<>();
    map(top.get("registry"), "registry")
        .forEach((name, entry) -> registry.add(number(String.valueOf(name), map(entry, name))));
    return new TelemetrySettings(audit, registry);
  }

  private static Subcategory subcategory(String name, Map<?, ?> entry) {
    List<?> wanted = entry.get("wanted") instanceof List<?> list ? list : List.of();
    boolean success = wanted.contains("success");
    boolean failure = wanted.contains("failure");
    if (!success && !failure) {
      throw wrong(name, "wanted needs success, failure or both");
    }
    return new Subcategory(
        name,
        UUID.fromString(text(entry, "guid", name)),
        success,
        failure,
        text(entry, "hides", name));
  }

  private static RegistryNumber number(String name, Map<?, ?> entry) {
    if (!(entry.get("wanted") instanceof Integer wanted)) {
      throw wrong(name, "wanted needs a number");
    }
    return new RegistryNumber(
        name,
        text(entry, "key", name),
        text(entry, "value", name),
        wanted,
        text(entry, "hides", name));
  }

  private static String text(Map<?, ?> entry, String of, String place) {
    if (entry.get(of) instanceof String text) {
      return text;
    }
    throw wrong(place, of + " needs a text");
  }

  private static Map<?, ?> map(@Nullable Object yaml, @Nullable Object place) {
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(String.valueOf(place), "needs a map");
  }

  private static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException("telemetry-settings.yml, " + place + ": " + what);
  }
}
