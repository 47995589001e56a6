package dev.ring3.search.sigma.read;

import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Expressions;
import dev.ring3.search.query.Query.Compare.Relation;
import dev.ring3.search.sigma.rule.SigmaValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/** Values that modifiers make something else of. */
final class Scalars {
  private Scalars() {}

  static Draft.Value presence(Draft.Value value) {
    return switch (value.written()) {
      case "true", "True", "TRUE" -> value.with(new SigmaValue.Presence(true));
      case "false", "False", "FALSE" -> value.with(new SigmaValue.Presence(false));
      default -> throw mistake(value, "'exists' needs yes or no", "write true or false");
    };
  }

  static Draft.Value expression(Draft.Value value, Criterion.Search search) {
    Expressions.check(search)
        .ifPresent(
            fault -> {
              throw mistake(value, fault, "use the syntax of RE2, without look-around");
            });
    return value.with(new SigmaValue.Expression(search));
  }

  static Draft.Value flag(
      Modifier modifier, Draft.Value value, UnaryOperator<Criterion.Search> change) {
    if (value.value() instanceof SigmaValue.Expression expression) {
      return value.with(new SigmaValue.Expression(change.apply(expression.search())));
    }
    throw mistake(value, "'" + modifier.word() + "' goes with 're'", "write re before it");
  }

  static Draft.Value network(Draft.Value value) {
    String text = value.written();
    String block = text.indexOf('/') >= 0 ? text : text + (text.indexOf(':') < 0 ? "/32" : "/128");
    return value.with(
        new SigmaValue.Network(
            Addresses.block(block)
                .orElseThrow(
                    () ->
                        mistake(
                            value, "'" + text + "' is no network", "write one as 10.0.0.0/8"))));
  }

  static Draft.Value reference(Modifier modifier, Draft.Value value) {
    String field =
        value
            .text(modifier)
            .exact()
            .orElseThrow(() -> mistake(value, "wildcard in a field's name", "write the name"));
    return value.with(new SigmaValue.FieldReference(field, Relation.EQUALS));
  }

  static Draft.Value range(Draft.Value value, boolean isAbove, boolean isIncluded) {
    BigDecimal end = decimal(value);
    if (isAbove) {
      long from =
          whole(value, end.setScale(0, isIncluded ? RoundingMode.CEILING : RoundingMode.FLOOR));
      long first = isIncluded ? from : Math.addExact(from, 1);
      return value.with(new SigmaValue.Range(new Criterion.Numbers(first, Long.MAX_VALUE)));
    }
    long to = whole(value, end.setScale(0, isIncluded ? RoundingMode.FLOOR : RoundingMode.CEILING));
    long last = isIncluded ? to : Math.subtractExact(to, 1);
    return value.with(new SigmaValue.Range(new Criterion.Numbers(Long.MIN_VALUE, last)));
  }

  private static BigDecimal decimal(Draft.Value value) {
    try {
      return value.value() instanceof SigmaValue.Whole number
          ? BigDecimal.valueOf(number.number())
          : new BigDecimal(value.written());
    } catch (NumberFormatException e) {
      throw mistake(value, "'" + value.written() + "' is no number", "write a number");
    }
  }

  /** Numbers at the ends of 64 bits are left out, so that one more or less is still a number. */
  private static long whole(Draft.Value value, BigDecimal number) {
    try {
      long whole = number.longValueExact();
      if (whole != Long.MIN_VALUE && whole != Long.MAX_VALUE) {
        return whole;
      }
    } catch (ArithmeticException e) {
      // told below
    }
    throw mistake(value, "number of more than 64 bits", "write a smaller one");
  }

  static Draft.Value part(Draft.Value value, Criterion.TimePart.Unit unit) {
    if (value.value() instanceof SigmaValue.Whole number
        && number.number() >= 0
        && number.number() < 1_000_000) {
      return value.with(new SigmaValue.Part(new Criterion.TimePart(unit, (int) number.number())));
    }
    throw mistake(value, "a part of a time is a number", "write one such as 13");
  }

  private static MistakeException mistake(Draft.Value value, String reason, String remedy) {
    return new MistakeException(value.place(), reason, remedy);
  }
}
