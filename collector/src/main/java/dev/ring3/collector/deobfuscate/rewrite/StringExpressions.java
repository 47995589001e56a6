package dev.ring3.collector.deobfuscate.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strings put together from strings: {@code 'a'+'b'}, {@code "{1}{0}" -f 'b','a'}, {@code
 * 'xby'.Replace('x','a')}, {@code 'ba'[-1..-2] -join ''}; each is said as the string that it makes.
 */
final class StringExpressions {
  private static final Pattern PLUS = Pattern.compile("\\s{0,4}[+&.]\\s{0,4}(?=['\"])");
  private static final Pattern FORMAT = Pattern.compile("\\s{0,4}\\)?\\s{0,4}-f\\s{0,4}(?=['\"])");
  private static final Pattern COMMA = Pattern.compile("\\s{0,4},\\s{0,4}(?=['\"])");
  private static final Pattern METHOD =
      Pattern.compile("\\.replace\\(\\s{0,4}(?=['\"])", Pattern.CASE_INSENSITIVE);
  private static final Pattern OPERATOR =
      Pattern.compile(
          "\\s{0,4}-[ci]?replace\\s{0,4}\\(?\\s{0,4}(?=['\"])", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSE = Pattern.compile("\\s{0,4}\\)");
  private static final Pattern SLICE =
      Pattern.compile(
          "\\[\\s{0,4}(?:(::-1)|(-?[0-9]{1,5})\\s{0,4}\\.\\.\\s{0,4}(-?[0-9]{1,5})"
              + "|(-?[0-9]{1,5}(?:\\s{0,4},\\s{0,4}-?[0-9]{1,5}){0,512}+))\\s{0,4}\\]"
              + "(?:\\s{0,4}-join\\s{0,4}(?:''|\"\"))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PLACE = Pattern.compile("\\{([0-9]{1,3})\\}");

  /** Behind these a bracket holds arguments, which stay as they are. */
  private static final String CALLS = "_)]'\"";

  /** How often a sign is looked at on average, before the rest stays as it is. */
  private static final int LOOKS = 16;

  private final String text;
  private final StringBuilder plain;

  private StringExpressions(String text) {
    this.text = text;
    this.plain = new StringBuilder(text.length());
  }

  static String rewrite(String text) {
    return new StringExpressions(text).rewrite();
  }

  private String rewrite() {
    int at = 0;
    long allowance = (long) LOOKS * text.length();
    while (at < text.length()) {
      Literal literal = allowance > 0 ? Literal.at(text, at) : null;
      allowance -= literal == null ? 1 : literal.end() - at;
      Literal folded = literal == null ? null : folded(literal);
      if (folded != null) {
        at = folded.end();
        appendFolded(folded);
        at = unwrapped(at);
      } else if (literal != null && isBracketed(literal.end())) {
        plain.append(text, at, literal.end());
        at = unwrapped(literal.end());
      } else {
        plain.append(text.charAt(at));
        at++;
      }
    }
    return plain.toString();
  }

  private void appendFolded(Literal folded) {
    plain.append(Literal.quoted(folded.value()));
  }

  /** Whether a bracket that is no call's opened right before, and closes right behind. */
  private boolean isBracketed(int end) {
    int open = plain.length() - 1;
    while (open >= 0 && plain.charAt(open) == ' ') {
      open--;
    }
    if (open < 0 || plain.charAt(open) != '(' || !matches(CLOSE, end)) {
      return false;
    }
    return open == 0
        || !(Character.isLetterOrDigit(plain.charAt(open - 1))
            || CALLS.indexOf(plain.charAt(open - 1)) >= 0);
  }

  /** Leaves out the brackets around the string just written; says where to go on. */
  private int unwrapped(int end) {
    int open = plain.lastIndexOf("'");
    open = open < 0 ? -1 : start(open);
    Optional<MatchResult> close = at(CLOSE, end);
    if (open < 1 || plain.charAt(open - 1) != '(' || close.isEmpty()) {
      return end;
    }
    if (open >= 2
        && (Character.isLetterOrDigit(plain.charAt(open - 2))
            || CALLS.indexOf(plain.charAt(open - 2)) >= 0)) {
      return end;
    }
    plain.deleteCharAt(open - 1);
    return close.get().end();
  }

  /** Where the string that ends with the quote at {@code last} starts in what was written. */
  private int start(int last) {
    int at = last - 1;
    while (at >= 0) {
      if (plain.charAt(at) == '\'') {
        if (at > 0 && plain.charAt(at - 1) == '\'') {
          at--;
        } else {
          return at;
        }
      }
      at--;
    }
    return -1;
  }

  private boolean matches(Pattern pattern, int at) {
    return at(pattern, at).isPresent();
  }

  /** What the pattern matches right at a place. */
  private Optional<MatchResult> at(Pattern pattern, int at) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  /** What is made of a string by all that follows it; null if nothing does. */
  private @Nullable Literal folded(Literal first) {
    Literal now = operand(first);
    while (true) {
      Literal right = after(PLUS, now.end());
      Literal next = right == null ? replaced(now, OPERATOR) : joined(now, operand(right));
      if (next == null) {
        return now.end() == first.end() ? null : now;
      }
      now = next;
    }
  }

  private static Literal joined(Literal left, Literal right) {
    return new Literal(left.value() + right.value(), right.end());
  }

  /** A string with what binds it closer than a plus. */
  private Literal operand(Literal first) {
    Literal now = first;
    while (true) {
      Literal next = sliced(now);
      next = next == null ? formatted(now) : next;
      next = next == null ? replaced(now, METHOD) : next;
      if (next == null) {
        return now;
      }
      now = next;
    }
  }

  private @Nullable Literal after(Pattern sign, int at) {
    return at(sign, at).map(found -> Literal.at(text, found.end())).orElse(null);
  }

  private @Nullable Literal formatted(Literal format) {
    if (format.value().indexOf('{') < 0) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    int end = -1;
    for (Literal next = after(FORMAT, format.end()); next != null; next = after(COMMA, end)) {
      arguments.add(next.value());
      end = next.end();
    }
    if (arguments.isEmpty()) {
      return null;
    }
    String value =
        PLACE
            .matcher(format.value())
            .replaceAll(
                place -> {
                  int number = Integer.parseInt(place.group(1));
                  return Matcher.quoteReplacement(
                      number < arguments.size() ? arguments.get(number) : place.group());
                });
    return new Literal(value, end);
  }

  private @Nullable Literal replaced(Literal in, Pattern call) {
    MatchResult calls = at(call, in.end()).orElse(null);
    if (calls == null) {
      return null;
    }
    Literal what = Literal.at(text, calls.end());
    Literal by = what == null ? null : after(COMMA, what.end());
    if (what == null || by == null || what.value().isEmpty()) {
      return null;
    }
    int end = by.end();
    if (calls.group().indexOf('(') >= 0) {
      Optional<MatchResult> close = at(CLOSE, end);
      if (close.isEmpty()) {
        return null;
      }
      end = close.get().end();
    }
    String wanted = call == OPERATOR ? what.value().replace("\\", "") : what.value();
    return wanted.isEmpty() ? null : new Literal(in.value().replace(wanted, by.value()), end);
  }

  private @Nullable Literal sliced(Literal of) {
    MatchResult slice = at(SLICE, of.end()).orElse(null);
    if (slice == null) {
      return null;
    }
    StringBuilder made = new StringBuilder();
    if (slice.group(1) != null) {
      made.append(of.value()).reverse();
    } else if (slice.group(2) != null) {
      int from = Integer.parseInt(slice.group(2));
      int to = Integer.parseInt(slice.group(3));
      for (int i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1) {
        append(of.value(), i, made);
      }
    } else {
      for (String place : slice.group(4).split(",", -1)) {
        append(of.value(), Integer.parseInt(place.strip()), made);
      }
    }
    return new Literal(made.toString(), slice.end());
  }

  /** Places below 0 count from the end; those beyond it give nothing. */
  private static void append(String value, int place, StringBuilder made) {
    int at = place < 0 ? value.length() + place : place;
    if (at >= 0 && at < value.length()) {
      made.append(value.charAt(at));
    }
  }
}
