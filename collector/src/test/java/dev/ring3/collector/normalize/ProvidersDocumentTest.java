package dev.ring3.collector.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.schema.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/etw-providers.md} is what the catalogue says; {@code -Dgolden.update} writes it. */
class ProvidersDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("ring3.root"), "docs", "etw-providers.md");

  @Test
  void theDocumentIsUpToDate() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertEquals(expected, Files.readString(DOCUMENT));
  }

  private static String document() {
    Catalogue catalogue = Catalogue.load();
    ProviderTables tables = ProviderTables.load();
    StringBuilder text = new StringBuilder("# ETW providers of the catalogue\n\n");
    text.append("Written by a test from `providers/*.yml`; see [etw.md](etw.md).\n");
    List<Map.Entry<UUID, String>> providers =
        catalogue.providers().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    for (Map.Entry<UUID, String> provider : providers) {
      text.append("\n## ").append(provider.getValue()).append("\n\n`");
      text.append(provider.getKey()).append("`\n");
      ProviderTable table = tables.about(provider.getValue()).orElseThrow();
      Map<Integer, TreeSet<Integer>> versions = new TreeMap<>();
      catalogue.layouts().keySet().stream()
          .filter(key -> key.provider().equals(provider.getKey()))
          .forEach(
              key -> versions.computeIfAbsent(key.id(), id -> new TreeSet<>()).add(key.version()));
      if (!versions.isEmpty()) {
        text.append("\n| id | versions | event | becomes | fields |\n|---|---|---|---|---|\n");
      }
      versions.forEach(
          (id, known) -> {
            EventRule rule = table.events().get(Integer.toString(id));
            EventKey newest = new EventKey(provider.getKey(), id, known.last());
            String name =
                String.valueOf(Objects.requireNonNull(catalogue.layouts().get(newest)).event());
            text.append("| ").append(id).append(" | ");
            text.append(known.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            text.append(" | ").append(name.equals("null") ? "" : name).append(" | ");
            text.append(rule == null ? "log_record" : types(rule)).append(" | ");
            text.append(rule == null ? "" : fields(rule)).append(" |\n");
          });
    }
    return text.toString();
  }

  private static String types(EventRule rule) {
    TreeSet<String> types = new TreeSet<>();
    types.add(rule.type().action());
    rule.variants().forEach(variant -> types.add(variant.type().action()));
    return String.join(", ", types);
  }

  private static String fields(EventRule rule) {
    return rule.targets().entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(
            e -> e.getKey().substring(e.getKey().lastIndexOf('.') + 1) + " → " + name(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String name(Target target) {
    return switch (target) {
      case Target.Into into -> into.field().ecs();
      case Target.Coded coded -> coded.field().ecs();
      case Target.Account account -> account.name().ecs() + ", " + account.domain().ecs();
      case Target.Hashes hashes -> "hashes";
      case Target.Answers answers -> "dns.answers.data";
    };
  }
}
