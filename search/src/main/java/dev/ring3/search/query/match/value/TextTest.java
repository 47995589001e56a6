package dev.ring3.search.query.match.value;

import dev.ring3.search.query.TextPattern;
import dev.ring3.search.query.TextPattern.AnyOne;
import dev.ring3.search.query.TextPattern.AnyRun;
import dev.ring3.search.query.TextPattern.Literal;
import java.util.List;

/** Whether a text is what a pattern says; takes time linear in the text times the pattern. */
@FunctionalInterface
public interface TextTest {
  boolean test(String text);

  /** The test of a pattern; the common forms have one of their own. */
  static TextTest of(TextPattern pattern) {
    List<TextPattern.Part> parts = pattern.parts();
    if (pattern.exact().isPresent()) {
      return pattern.exact().orElseThrow()::equals;
    }
    if (pattern.matchesAll()) {
      return _text -> true;
    }
    if (parts.size() == 2 && parts.get(0) instanceof AnyRun && parts.get(1) instanceof Literal l) {
      return text -> text.endsWith(l.text());
    }
    if (parts.size() == 2 && parts.get(0) instanceof Literal l && parts.get(1) instanceof AnyRun) {
      return text -> text.startsWith(l.text());
    }
    if (parts.size() == 3
        && parts.get(0) instanceof AnyRun
        && parts.get(1) instanceof Literal l
        && parts.get(2) instanceof AnyRun) {
      return text -> text.contains(l.text());
    }
    TextPattern.Part[] all = parts.toArray(TextPattern.Part[]::new);
    return text -> matches(all, text);
  }

  private static boolean matches(TextPattern.Part[] parts, String text) {
    int at = 0;
    int part = 0;
    int retryPart = -1;
    int retryAt = -1;
    while (true) {
      if (part == parts.length && at == text.length()) {
        return true;
      }
      if (part < parts.length && parts[part] instanceof AnyRun) {
        retryPart = ++part;
        retryAt = at;
        continue;
      }
      int after = part < parts.length ? after(parts[part], text, at) : -1;
      if (after >= 0) {
        at = after;
        part++;
        continue;
      }
      if (retryPart < 0 || retryAt >= text.length()) {
        return false;
      }
      if (retryPart == parts.length) {
        return true;
      }
      retryAt = next(parts[retryPart], text, retryAt);
      if (retryAt < 0) {
        return false;
      }
      at = retryAt;
      part = retryPart;
    }
  }

  /** Where the part ends if it stands at {@code at}, else −1. */
  private static int after(TextPattern.Part part, String text, int at) {
    return switch (part) {
      case Literal literal ->
          text.startsWith(literal.text(), at) ? at + literal.text().length() : -1;
      case AnyOne _one -> at < text.length() ? text.offsetByCodePoints(at, 1) : -1;
      case AnyRun _run -> throw new IllegalStateException("a run has no end of its own");
    };
  }

  /** The next place behind {@code at} where the part may stand; −1 if there is none. */
  private static int next(TextPattern.Part part, String text, int at) {
    int next = text.offsetByCodePoints(at, 1);
    return part instanceof Literal literal ? text.indexOf(literal.text(), next) : next;
  }
}
