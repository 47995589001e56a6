package dev.ring3.search.sigma.taxonomy;

import dev.ring3.collector.event.FieldType;
import dev.ring3.search.query.Addresses;
import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Name;
import dev.ring3.search.query.Numbers;
import dev.ring3.search.query.TextPattern;
import dev.ring3.search.sigma.rule.SigmaValue;
import java.util.Optional;

/** Gives values the meaning that the type of their place has for them. */
final class Criteria {
  private Criteria() {}

  /** What a value at a place has to be; empty if no value there can be so. */
  static Optional<Criterion> of(SigmaValue value, Name place) {
    FieldType type =
        switch (place) {
          case Name.OfField field -> field.field().type();
          case Name.OfSource _source -> FieldType.TEXT;
        };
    return switch (value) {
      case SigmaValue.Text text -> text(text, type);
      case SigmaValue.Whole whole ->
          type == FieldType.LONG
              ? Optional.of(new Criterion.Numbers(whole.number(), whole.number()))
              : whole(whole);
      case SigmaValue.Expression expression -> Optional.of(expression.search());
      case SigmaValue.Network network -> Optional.of(network.block());
      case SigmaValue.Range range -> Optional.of(range.range());
      case SigmaValue.Part part -> Optional.of(part.part());
      case SigmaValue.FieldReference _reference -> Optional.empty();
      case SigmaValue.Presence _presence -> Optional.empty();
      case SigmaValue.Nothing _nothing -> Optional.empty();
    };
  }

  private static Optional<Criterion> whole(SigmaValue.Whole whole) {
    return Optional.of(new Criterion.Text(TextPattern.literal(Long.toString(whole.number()))));
  }

  private static Optional<Criterion> text(SigmaValue.Text text, FieldType type) {
    TextPattern pattern = text.text().pattern();
    Optional<String> exact = pattern.exact();
    return switch (type) {
      case LONG -> {
        Optional<Long> number = exact.flatMap(Numbers::parse);
        yield Optional.of(
            number.isPresent()
                ? new Criterion.Numbers(number.orElseThrow(), number.orElseThrow())
                : textual(text, pattern));
      }
      case IP -> {
        Optional<java.net.InetAddress> address = exact.flatMap(Addresses::parse);
        yield Optional.of(
            address.isPresent()
                ? new Criterion.Addresses(address.orElseThrow(), address.orElseThrow())
                : textual(text, pattern));
      }
      case KEYWORD, TEXT, PROSE, BOOLEAN -> Optional.of(textual(text, pattern));
      case DATE -> Optional.empty();
    };
  }

  private static Criterion textual(SigmaValue.Text text, TextPattern pattern) {
    return text.isCased() ? new Criterion.CasedText(pattern) : new Criterion.Text(pattern.folded());
  }
}
