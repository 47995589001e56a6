package dev.ring3.search.sigma.read;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.Query.Compare.Relation;
import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of Sigma's value modifiers.
 *
 * @param word how it is written
 */
record Modifier(String word, BiConsumer<Modifier, Draft> effect) {
  /** The table (specification 2, appendix "modifiers"): one entry each. */
  private static final Map<String, Modifier> BY_WORD =
      Stream.of(
              of("contains", (m, d) -> Placing.apply(m, d, Relation.CONTAINS)),
              of("startswith", (m, d) -> Placing.apply(m, d, Relation.STARTS_WITH)),
              of("endswith", (m, d) -> Placing.apply(m, d, Relation.ENDS_WITH)),
              of("all", (_m, d) -> d.needsAll = true),
              of("cased", (m, d) -> d.each(v -> v.with(new SigmaValue.Text(v.text(m), true)))),
              of("exists", (_m, d) -> d.each(Scalars::presence)),
              of("neq", (_m, d) -> d.isNegated = true),
              of("expand", (m, d) -> d.eachText(m, SigmaText::withPlaceholders)),
              of("windash", (m, d) -> d.expand(v -> Encodings.dashes(m, v))),
              of("base64", (m, d) -> d.each(v -> Encodings.base64(m, v))),
              of("base64offset", (m, d) -> d.expand(v -> Encodings.base64Offsets(m, v))),
              of("wide", (m, d) -> d.each(v -> Encodings.utf16(m, v, "UTF-16LE"))),
              of("utf16le", (m, d) -> d.each(v -> Encodings.utf16(m, v, "UTF-16LE"))),
              of("utf16be", (m, d) -> d.each(v -> Encodings.utf16(m, v, "UTF-16BE"))),
              of("utf16", (m, d) -> d.each(v -> Encodings.utf16(m, v, "x-UTF-16LE-BOM"))),
              of(
                  "re",
                  (_m, d) ->
                      d.each(
                          v ->
                              Scalars.expression(
                                  v, new Criterion.Search(v.written(), false, false, false)))),
              of(
                  "i",
                  (m, d) ->
                      d.each(
                          v ->
                              Scalars.flag(
                                  m,
                                  v,
                                  s ->
                                      new Criterion.Search(
                                          s.expression(), true, s.multiLine(), s.dotAll())))),
              of(
                  "m",
                  (m, d) ->
                      d.each(
                          v ->
                              Scalars.flag(
                                  m,
                                  v,
                                  s ->
                                      new Criterion.Search(
                                          s.expression(), s.ignoreCase(), true, s.dotAll())))),
              of(
                  "s",
                  (m, d) ->
                      d.each(
                          v ->
                              Scalars.flag(
                                  m,
                                  v,
                                  s ->
                                      new Criterion.Search(
                                          s.expression(), s.ignoreCase(), s.multiLine(), true)))),
              of("cidr", (_m, d) -> d.each(Scalars::network)),
              of("fieldref", (m, d) -> d.each(v -> Scalars.reference(m, v))),
              of("gt", (_m, d) -> d.each(v -> Scalars.range(v, true, false))),
              of("gte", (_m, d) -> d.each(v -> Scalars.range(v, true, true))),
              of("lt", (_m, d) -> d.each(v -> Scalars.range(v, false, false))),
              of("lte", (_m, d) -> d.each(v -> Scalars.range(v, false, true))),
              of("minute", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.MINUTE))),
              of("hour", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.HOUR))),
              of("day", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.DAY))),
              of("week", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.WEEK))),
              of("month", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.MONTH))),
              of("year", (_m, d) -> d.each(v -> Scalars.part(v, Criterion.TimePart.Unit.YEAR))))
          .collect(Collectors.toMap(Modifier::word, Function.identity()));

  private static Modifier of(String word, BiConsumer<Modifier, Draft> effect) {
    return new Modifier(word, effect);
  }

  static Optional<Modifier> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** All words, for people. */
  static String names() {
    return BY_WORD.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  void applyTo(Draft draft) {
    effect.accept(this, draft);
  }
}
