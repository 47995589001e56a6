package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.yaml.Place;
import dev.ring3.search.sigma.yaml.Yaml;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Notes what a rule may say and had better not. */
final class Lint {
  private static final int LONGEST_TITLE = 110;

  private static final Set<String> NAMESPACES =
      Set.of("attack", "car", "cve", "d3fend", "detection", "stp", "tlp");

  private static final Pattern DATE = Pattern.compile("\\d{4}[-/]\\d{2}[-/]\\d{2}");

  private final String file;
  private final List<Finding> findings;

  Lint(String file, List<Finding> findings) {
    this.file = file;
    this.findings = findings;
  }

  void warn(Place place, String reason, String remedy) {
    findings.add(new Finding(file, place, Finding.Severity.WARNING, reason, remedy));
  }

  void document(Yaml.Mapping document) {
    for (String key : List.of("id", "level", "status", "description")) {
      if (Nodes.text(document, key).isEmpty()) {
        warn(document.place(), "no " + key, "add a line '" + key + ": …'");
      }
    }
    document
        .at("title")
        .filter(title -> Nodes.scalar(title, "title").text().length() > LONGEST_TITLE)
        .ifPresent(
            title ->
                warn(
                    title.place(),
                    "title of more than " + LONGEST_TITLE + " characters",
                    "move some of it to the description"));
    for (String key : List.of("date", "modified")) {
      document
          .at(key)
          .filter(date -> !DATE.matcher(Nodes.scalar(date, key).text()).matches())
          .ifPresent(date -> warn(date.place(), key + " is no date", "write YYYY-MM-DD"));
    }
    document
        .at("tags")
        .ifPresent(
            tags -> {
              if (tags instanceof Yaml.Sequence many) {
                many.items().forEach(this::tag);
              }
            });
  }

  private void tag(Yaml node) {
    String tag = Nodes.scalar(node, "a tag").text();
    int dot = tag.indexOf('.');
    if (dot < 0 || !NAMESPACES.contains(tag.substring(0, dot))) {
      warn(
          node.place(),
          "tag '" + tag + "' of no known namespace",
          "write attack.…, car.…, cve.…, d3fend.…, detection.…, stp.… or tlp.…");
    }
  }
}
