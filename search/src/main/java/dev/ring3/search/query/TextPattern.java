package dev.ring3.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with wildcards, in lower case unless {@link Criterion.CasedText} has it. Written as in
 * Sigma: {@code *} is any run of characters, {@code ?} any one; {@code \*}, {@code \?} and {@code
 * \\} are the characters themselves; a backslash before anything else is itself.
 *
 * @param parts without two literals or two {@link AnyRun} side by side; none for the empty text
 */
public record TextPattern(List<Part> parts) {
  /** A piece of a pattern. */
  public sealed interface Part {}

  /** These characters; at least one. */
  public record Literal(String text) implements Part {}

  /** Any number of characters, also none. */
  public record AnyRun() implements Part {}

  /** Exactly one code point. */
  public record AnyOne() implements Part {}

  private static final AnyRun ANY_RUN = new AnyRun();
  private static final AnyOne ANY_ONE = new AnyOne();

  public TextPattern {
    parts = List.copyOf(parts);
  }

  /** Reads the written form; upper and lower case are the same. */
  public static TextPattern of(String written) {
    return cased(written).folded();
  }

  /** Reads the written form as it is. */
  public static TextPattern cased(String written) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length() && "\\*?".indexOf(written.charAt(i + 1)) >= 0) {
        literal.append(written.charAt(++i));
      } else if (c == '*' || c == '?') {
        flush(literal, parts);
        if (c == '?') {
          parts.add(ANY_ONE);
        } else if (parts.isEmpty() || !parts.getLast().equals(ANY_RUN)) {
          parts.add(ANY_RUN);
        }
      } else {
        literal.append(c);
      }
    }
    flush(literal, parts);
    return new TextPattern(parts);
  }

  /** The same pattern in lower case. */
  public TextPattern folded() {
    return new TextPattern(
        parts.stream()
            .map(part -> part instanceof Literal l ? new Literal(Fold.lower(l.text())) : part)
            .toList());
  }

  /** The pattern that only this text matches. */
  public static TextPattern literal(String text) {
    return new TextPattern(text.isEmpty() ? List.of() : List.of(new Literal(Fold.lower(text))));
  }

  /** The only text that matches, in lower case; empty if there is a wildcard. */
  public Optional<String> exact() {
    if (parts.isEmpty()) {
      return Optional.of("");
    }
    return parts.size() == 1 && parts.getFirst() instanceof Literal literal
        ? Optional.of(literal.text())
        : Optional.empty();
  }

  /** Whether every text matches: the pattern {@code *}. */
  public boolean matchesAll() {
    return parts.size() == 1 && parts.getFirst() instanceof AnyRun;
  }

  /** What every matching text starts with, in lower case; may be empty. */
  public String prefix() {
    return !parts.isEmpty() && parts.getFirst() instanceof Literal literal ? literal.text() : "";
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** The written form. */
  @Override
  public String toString() {
    StringBuilder written = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> {
          for (int i = 0; i < literal.text().length(); i++) {
            char c = literal.text().charAt(i);
            if (c == '*' || c == '?' || c == '\\') {
              written.append('\\');
            }
            written.append(c);
          }
        }
        case AnyRun _unused -> written.append('*');
        case AnyOne _unused -> written.append('?');
      }
    }
    return written.toString();
  }
}
