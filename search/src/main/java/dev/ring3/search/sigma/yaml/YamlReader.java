package dev.ring3.search.sigma.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the documents of one text. For one text and one thread. */
public final class YamlReader {
  /** Characters of the longest text. */
  public static final int LONGEST = 4_000_000;

  /** Nodes of the largest text, those of aliases counted each time. */
  public static final int MOST_NODES = 200_000;

  /** Levels of the deepest. */
  public static final int DEEPEST = 64;

  private static final int MIN_BUFFER = 1_024;

  private int nodes;

  private YamlReader() {}

  /**
   * The documents that hold anything.
   *
   * @throws YamlException with the place, if the text is no YAML or too much of it
   */
  public static List<Yaml> read(String text) {
    if (text.length() > LONGEST) {
      throw new YamlException(Place.START, "more than " + LONGEST + " characters");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(1_000)
            // One buffer for all: 3.0.1 fails where a surrogate pair lies across two.
            .setBufferSize(Math.max(MIN_BUFFER, text.length() + 1))
            .build();
    YamlReader reader = new YamlReader();
    List<Yaml> documents = new ArrayList<>();
    try {
      for (Node node : new Compose(settings).composeAllFromString(text)) {
        Yaml document = reader.node(node, 0);
        if (!(document instanceof Yaml.Scalar scalar) || scalar.kind() != Yaml.Kind.NOTHING) {
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      throw new YamlException(place(e.getProblemMark()), e.getProblem());
    } catch (YamlEngineException e) {
      throw new YamlException(Place.START, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw new YamlException(Place.START, "nested too deep");
    }
    return documents;
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }

  private Yaml node(Node node, int depth) {
    Place place = place(node.getStartMark());
    if (++nodes > MOST_NODES) {
      throw new YamlException(place, "more than " + MOST_NODES + " values");
    }
    if (depth > DEEPEST) {
      throw new YamlException(place, "nested deeper than " + DEEPEST + " levels");
    }
    return switch (node) {
      case AnchorNode anchor -> node(anchor.getRealNode(), depth + 1);
      case MappingNode mapping -> mapping(mapping, place, depth);
      case SequenceNode sequence ->
          new Yaml.Sequence(
              place, sequence.getValue().stream().map(each -> node(each, depth + 1)).toList());
      case ScalarNode scalar -> scalar(scalar, place);
      case Node other -> throw new YamlException(place, "no YAML value: " + other.getTag());
    };
  }

  private Yaml.Mapping mapping(MappingNode mapping, Place place, int depth) {
    List<Yaml.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(node(tuple.getKeyNode(), depth + 1) instanceof Yaml.Scalar key)) {
        throw new YamlException(place(tuple.getKeyNode().getStartMark()), "the key is no text");
      }
      if (!keys.add(key.text())) {
        throw new YamlException(key.place(), "'" + key.text() + "' stands here twice");
      }
      entries.add(new Yaml.Entry(key, node(tuple.getValueNode(), depth + 1)));
    }
    return new Yaml.Mapping(place, entries);
  }

  private static Yaml.Scalar scalar(ScalarNode scalar, Place place) {
    boolean isPlain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    Tag tag = scalar.getTag();
    Yaml.Kind kind = Yaml.Kind.TEXT;
    if (isPlain && tag.equals(Tag.INT)) {
      kind = Yaml.Kind.INTEGER;
    } else if (isPlain && tag.equals(Tag.FLOAT)) {
      kind = Yaml.Kind.DECIMAL;
    } else if (isPlain && tag.equals(Tag.BOOL)) {
      kind = Yaml.Kind.TRUTH;
    } else if (isPlain && tag.equals(Tag.NULL)) {
      kind = Yaml.Kind.NOTHING;
    }
    return new Yaml.Scalar(place, kind, scalar.getValue(), !isPlain);
  }
}
