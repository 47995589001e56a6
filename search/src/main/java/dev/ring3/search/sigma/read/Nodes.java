package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/** Takes nodes for what they have to be. */
final class Nodes {
  private Nodes() {}

  static Yaml.Mapping mapping(Yaml node, String what) {
    if (node instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new MistakeException(node.place(), what + " is no map", "write 'name: value' lines");
  }

  static Yaml require(Yaml.Mapping mapping, String key) {
    return mapping
        .at(key)
        .orElseThrow(
            () ->
                new MistakeException(
                    mapping.place(), "'" + key + "' is missing", "add a line '" + key + ": …'"));
  }

  /** The text of a key; empty if the key is absent or has nothing. */
  static Optional<String> text(Yaml.Mapping mapping, String key) {
    return mapping
        .at(key)
        .filter(node -> !(node instanceof Yaml.Scalar s && s.kind() == Yaml.Kind.NOTHING))
        .map(node -> scalar(node, key).text());
  }

  static Yaml.Scalar scalar(Yaml node, String what) {
    if (node instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw new MistakeException(node.place(), what + " is no single value", "write one value");
  }

  /** One text or a list of texts. */
  static List<String> texts(Yaml node, String what) {
    return switch (node) {
      case Yaml.Scalar one -> List.of(one.text());
      case Yaml.Sequence many -> many.items().stream().map(n -> scalar(n, what).text()).toList();
      case Yaml.Mapping map ->
          throw new MistakeException(map.place(), what + " is a map", "write a list");
    };
  }
}
