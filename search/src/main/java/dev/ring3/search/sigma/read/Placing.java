package dev.ring3.search.sigma.read;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Query.Compare.Relation;
import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;

/**
 * Where in a value something has to stand: {@code contains}, {@code startswith}, {@code endswith}.
 */
final class Placing {
  private Placing() {}

  static void apply(Modifier modifier, Draft draft, Relation relation) {
    draft.each(
        value ->
            switch (value.value()) {
              case SigmaValue.Text text ->
                  value.with(new SigmaValue.Text(placed(text.text(), relation), text.isCased()));
              case SigmaValue.Expression expression ->
                  Scalars.expression(value, placed(expression.search(), relation));
              case SigmaValue.FieldReference reference ->
                  value.with(new SigmaValue.FieldReference(reference.field(), relation));
              case SigmaValue _other ->
                  value.with(new SigmaValue.Text(placed(value.text(modifier), relation), false));
            });
  }

  private static SigmaText placed(SigmaText text, Relation relation) {
    return switch (relation) {
      case EQUALS -> text;
      case CONTAINS -> text.afterAnything().beforeAnything();
      case STARTS_WITH -> text.beforeAnything();
      case ENDS_WITH -> text.afterAnything();
    };
  }

  private static Criterion.Search placed(Criterion.Search search, Relation relation) {
    String expression =
        switch (relation) {
          case EQUALS, CONTAINS -> search.expression();
          case STARTS_WITH -> "^(?:" + search.expression() + ")";
          case ENDS_WITH -> "(?:" + search.expression() + ")$";
        };
    return new Criterion.Search(
        expression, search.ignoreCase(), search.multiLine(), search.dotAll());
  }
}
