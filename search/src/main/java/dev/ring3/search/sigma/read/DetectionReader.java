package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.rule.Condition;
import dev.ring3.search.sigma.rule.Detection;
import dev.ring3.search.sigma.rule.Selection;
import dev.ring3.search.sigma.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads selections and the condition over them. */
final class DetectionReader {
  private static final String CONDITION = "condition";
  private static final String TIMEFRAME = "timeframe";

  private final Lint lint;

  DetectionReader(Lint lint) {
    this.lint = lint;
  }

  Detection read(Yaml.Mapping written) {
    Map<String, Selection> selections = new LinkedHashMap<>();
    for (Yaml.Entry entry : written.entries()) {
      String name = entry.key().text();
      if (!name.equals(CONDITION) && !name.equals(TIMEFRAME)) {
        selections.put(name, selection(entry.value(), name));
      }
    }
    if (selections.isEmpty()) {
      throw new MistakeException(
          written.place(), "detection without a selection", "add 'selection:' with field values");
    }
    Yaml condition = Nodes.require(written, CONDITION);
    Set<String> used = new HashSet<>();
    List<Condition> any = new ArrayList<>();
    List<Yaml> several =
        condition instanceof Yaml.Sequence many ? many.items() : List.of(condition);
    for (Yaml one : several) {
      Yaml.Scalar text = Nodes.scalar(one, CONDITION);
      any.add(new ConditionParser(text, selections.keySet(), used).parse());
    }
    if (any.isEmpty()) {
      throw new MistakeException(condition.place(), "empty condition", "name the selections");
    }
    written.entries().stream()
        .map(Yaml.Entry::key)
        .filter(key -> selections.containsKey(key.text()) && !used.contains(key.text()))
        .forEach(
            key ->
                lint.warn(
                    key.place(),
                    "selection '" + key.text() + "' is not used",
                    "name it in the condition or remove it"));
    return new Detection(selections, any.size() == 1 ? any.getFirst() : new Condition.Or(any));
  }

  private Selection selection(Yaml written, String name) {
    return switch (written) {
      case Yaml.Mapping map -> {
        if (map.entries().isEmpty()) {
          throw new MistakeException(map.place(), "'" + name + "' is empty", "add a field");
        }
        yield new Selection.All(map.entries().stream().<Selection>map(this::item).toList());
      }
      case Yaml.Sequence list -> {
        if (list.items().isEmpty()) {
          throw new MistakeException(list.place(), "'" + name + "' is empty", "add a value");
        }
        List<Selection> parts = list.items().stream().map(part -> selection(part, name)).toList();
        yield new Selection.Any(parts);
      }
      case Yaml.Scalar keyword ->
          new ItemReader(lint)
              .read(new Yaml.Scalar(keyword.place(), Yaml.Kind.TEXT, "", false), keyword);
    };
  }

  private Selection item(Yaml.Entry entry) {
    return new ItemReader(lint).read(entry.key(), entry.value());
  }
}
