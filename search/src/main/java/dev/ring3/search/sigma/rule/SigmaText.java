package dev.ring3.search.sigma.rule;

import dev.ring3.search.query.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with wildcards and placeholders, as it is written.
 *
 * @param pieces in order
 */
public record SigmaText(List<Piece> pieces) {
  private static final Pattern PLACEHOLDER = Pattern.compile("%([A-Za-z0-9_.-]+)%");

  /** A piece of a text. */
  public sealed interface Piece {}

  /** A part of a pattern. */
  public record Plain(TextPattern.Part part) implements Piece {}

  /** A name whose values stand elsewhere. */
  public record Placeholder(String name) implements Piece {}

  private static final Piece ANY_RUN = new Plain(new TextPattern.AnyRun());

  public SigmaText {
    pieces = List.copyOf(pieces);
  }

  /** Reads the written form, with wildcards and escapes as {@link TextPattern} has them. */
  public static SigmaText of(String written) {
    return of(TextPattern.cased(written));
  }

  /** The text of these characters alone. */
  public static SigmaText literal(String text) {
    return new SigmaText(text.isEmpty() ? List.of() : List.of(chars(text)));
  }

  private static SigmaText of(TextPattern pattern) {
    return new SigmaText(pattern.parts().stream().<Piece>map(Plain::new).toList());
  }

  private static Piece chars(String text) {
    return new Plain(new TextPattern.Literal(text));
  }

  /** With any text before it; stays as it is if that is so already. */
  public SigmaText afterAnything() {
    return !pieces.isEmpty() && pieces.getFirst().equals(ANY_RUN)
        ? this
        : new SigmaText(Stream.concat(Stream.of(ANY_RUN), pieces.stream()).toList());
  }

  /** With any text behind it; stays as it is if that is so already. */
  public SigmaText beforeAnything() {
    return !pieces.isEmpty() && pieces.getLast().equals(ANY_RUN)
        ? this
        : new SigmaText(Stream.concat(pieces.stream(), Stream.of(ANY_RUN)).toList());
  }

  /** Whether there is a wildcard in it. */
  public boolean hasWildcard() {
    return pieces.stream()
        .anyMatch(p -> p instanceof Plain plain && !(plain.part() instanceof TextPattern.Literal));
  }

  /** The names that still need values, in order. */
  public List<String> placeholders() {
    return pieces.stream()
        .filter(Placeholder.class::isInstance)
        .map(piece -> ((Placeholder) piece).name())
        .toList();
  }

  /** With every {@code %name%} as a placeholder. */
  public SigmaText withPlaceholders() {
    List<Piece> all = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Plain plain && plain.part() instanceof TextPattern.Literal literal) {
        Matcher names = PLACEHOLDER.matcher(literal.text());
        int at = 0;
        while (names.find()) {
          addChars(literal.text().substring(at, names.start()), all);
          all.add(new Placeholder(names.group(1)));
          at = names.end();
        }
        addChars(literal.text().substring(at), all);
      } else {
        all.add(piece);
      }
    }
    return new SigmaText(all);
  }

  private static void addChars(String text, List<Piece> all) {
    if (!text.isEmpty()) {
      all.add(chars(text));
    }
  }

  /**
   * Every text that comes of a choice of values at each place.
   *
   * @param choices what a piece can become; the piece itself where it stays
   * @param most texts that may come of it
   * @throws IllegalArgumentException if there would be more
   */
  public List<SigmaText> expand(Function<Piece, List<SigmaText>> choices, int most) {
    List<List<Piece>> all = List.of(List.of());
    for (Piece piece : pieces) {
      List<SigmaText> values = choices.apply(piece);
      if ((long) all.size() * values.size() > most) {
        throw new IllegalArgumentException("stands for more than " + most + " values");
      }
      List<List<Piece>> longer = new ArrayList<>();
      for (List<Piece> start : all) {
        for (SigmaText value : values) {
          longer.add(Stream.concat(start.stream(), value.pieces().stream()).toList());
        }
      }
      all = longer;
    }
    return all.stream().map(SigmaText::new).toList();
  }

  /** The characters, if they are all there is. */
  public java.util.Optional<String> exact() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Plain plain && plain.part() instanceof TextPattern.Literal literal) {
        text.append(literal.text());
      } else {
        return java.util.Optional.empty();
      }
    }
    return java.util.Optional.of(text.toString());
  }

  /**
   * The pattern, case kept.
   *
   * @throws IllegalStateException if a placeholder is left
   */
  public TextPattern pattern() {
    List<TextPattern.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Plain plain -> {
          if (plain.part() instanceof TextPattern.Literal l) {
            literal.append(l.text());
          } else {
            flush(literal, parts);
            boolean isRepeated =
                plain.equals(ANY_RUN)
                    && !parts.isEmpty()
                    && parts.getLast() instanceof TextPattern.AnyRun;
            if (!isRepeated) {
              parts.add(plain.part());
            }
          }
        }
        case Placeholder name -> throw new IllegalStateException("no values of %" + name + "%");
      }
    }
    flush(literal, parts);
    return new TextPattern(parts);
  }

  private static void flush(StringBuilder literal, List<TextPattern.Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new TextPattern.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  @Override
  public String toString() {
    StringBuilder written = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Plain plain -> written.append(new TextPattern(List.of(plain.part())));
        case Placeholder placeholder -> written.append('%').append(placeholder.name()).append('%');
      }
    }
    return written.toString();
  }
}
