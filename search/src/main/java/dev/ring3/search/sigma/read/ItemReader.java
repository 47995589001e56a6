package dev.ring3.search.sigma.read;

import dev.ring3.search.query.Numbers;
import dev.ring3.search.sigma.rule.Selection;
import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;
import dev.ring3.search.sigma.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code Field|modifier|…: values}. */
final class ItemReader {
  private final Lint lint;

  ItemReader(Lint lint) {
    this.lint = lint;
  }

  Selection.Item read(Yaml.Scalar key, Yaml written) {
    String[] parts = key.text().split("\\|", -1);
    Draft draft = new Draft(key.place(), values(written));
    for (int i = 1; i < parts.length; i++) {
      String name = parts[i].toLowerCase(Locale.ROOT);
      Modifier modifier =
          Modifier.named(name)
              .orElseThrow(
                  () ->
                      new MistakeException(
                          key.place(),
                          "unknown modifier '" + name + "'",
                          "known are " + Modifier.names()));
      modifier.applyTo(draft);
    }
    if (draft.needsAll && draft.values.size() == 1 && written instanceof Yaml.Scalar) {
      lint.warn(key.place(), "'all' with a single value", "leave 'all' out");
    }
    return new Selection.Item(
        key.place(),
        parts[0].isEmpty() ? null : parts[0],
        draft.values.stream().map(Draft.Value::value).toList(),
        draft.needsAll,
        draft.isNegated);
  }

  private static List<Draft.Value> values(Yaml written) {
    return switch (written) {
      case Yaml.Scalar one -> List.of(value(one));
      case Yaml.Sequence many -> {
        if (many.items().isEmpty()) {
          throw new MistakeException(many.place(), "empty list", "add a value");
        }
        List<Draft.Value> values = new ArrayList<>();
        for (Yaml item : many.items()) {
          values.add(value(Nodes.scalar(item, "a value")));
        }
        yield values;
      }
      case Yaml.Mapping map ->
          throw new MistakeException(map.place(), "a map as value", "write a value or a list");
    };
  }

  private static Draft.Value value(Yaml.Scalar scalar) {
    String text = scalar.text();
    SigmaValue value =
        switch (scalar.kind()) {
          case NOTHING -> new SigmaValue.Nothing();
          case INTEGER ->
              decimal(text).<SigmaValue>map(SigmaValue.Whole::new).orElseGet(() -> text(text));
          case TEXT, DECIMAL, TRUTH -> text(text);
        };
    return new Draft.Value(scalar.place(), text, value, false);
  }

  /** A number with leading zeros is a code, of which each digit counts. */
  private static Optional<Long> decimal(String text) {
    boolean isCode =
        text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1));
    return isCode ? Optional.empty() : Numbers.parse(text);
  }

  private static SigmaValue text(String text) {
    return new SigmaValue.Text(SigmaText.of(text), false);
  }
}
