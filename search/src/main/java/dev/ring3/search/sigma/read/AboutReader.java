package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.About;
import dev.ring3.search.sigma.rule.Level;
import dev.ring3.search.sigma.yaml.Place;
import dev.ring3.search.sigma.yaml.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a document says of itself. */
final class AboutReader {
  private static final Set<String> STATUSES =
      Set.of("stable", "test", "experimental", "deprecated", "unsupported");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private AboutReader() {}

  static About read(String file, Yaml.Mapping document) {
    String title =
        Nodes.text(document, "title")
            .orElseThrow(
                () ->
                    new MistakeException(
                        document.place(), "'title' is missing", "add a line 'title: …'"));
    return new About(
        file,
        document.place(),
        id(document).orElse(file + ":" + document.place().line()),
        Nodes.text(document, "name").orElse(null),
        title,
        Nodes.text(document, "description").orElse(null),
        status(document).orElse(null),
        level(document),
        document.at("tags").map(tags -> Nodes.texts(tags, "tags")).orElse(List.of()));
  }

  private static Optional<String> id(Yaml.Mapping document) {
    Optional<String> id = Nodes.text(document, "id");
    if (id.isPresent() && !UUID.matcher(id.orElseThrow()).matches()) {
      throw new MistakeException(
          place(document, "id"),
          "the id '" + id.orElseThrow() + "' is no UUID",
          "write one such as those of uuidgen");
    }
    return id;
  }

  private static Optional<String> status(Yaml.Mapping document) {
    Optional<String> status = Nodes.text(document, "status");
    if (status.isPresent() && !STATUSES.contains(status.orElseThrow())) {
      throw new MistakeException(
          place(document, "status"),
          "unknown status '" + status.orElseThrow() + "'",
          "write stable, test, experimental, deprecated or unsupported");
    }
    return status;
  }

  private static Level level(Yaml.Mapping document) {
    Optional<String> word = Nodes.text(document, "level");
    if (word.isEmpty()) {
      return Level.MEDIUM;
    }
    return Level.of(word.orElseThrow())
        .orElseThrow(
            () ->
                new MistakeException(
                    place(document, "level"),
                    "unknown level '" + word.orElseThrow() + "'",
                    "write informational, low, medium, high or critical"));
  }

  private static Place place(Yaml.Mapping document, String key) {
    return document.at(key).map(Yaml::place).orElse(document.place());
  }
}
