package dev.ring3.search.sigma.read;

import dev.ring3.search.query.TextPattern;
import dev.ring3.search.sigma.rule.SigmaText;
import dev.ring3.search.sigma.rule.SigmaValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values in the forms that they take on a command line. What {@code wide} and its like make are
 * bytes: a text of which each character is one.
 */
final class Encodings {
  /** A dash or slash at the start of an option: after no word, before one. */
  private static final Pattern DASH = Pattern.compile("\\B[-/]\\b");

  /** Hyphen, slash, en dash, em dash, horizontal bar: Windows' programs take them all. */
  private static final List<SigmaText> DASHES =
      List.of("-", "/", "\u2013", "\u2014", "\u2015").stream().map(SigmaText::literal).toList();

  /** Options of one value times five dashes each. */
  private static final int MOST_DASHES = 3_125;

  private static final int OFFSETS = 3;
  private static final int[] FIRST = {0, 2, 3};
  private static final int[] CUT = {0, 3, 2};

  private Encodings() {}

  static List<Draft.Value> dashes(Modifier modifier, Draft.Value value) {
    List<SigmaText.Piece> pieces = new ArrayList<>();
    for (SigmaText.Piece piece : value.text(modifier).pieces()) {
      split(piece, pieces);
    }
    boolean isCased = value.value() instanceof SigmaValue.Text text && text.isCased();
    try {
      return new SigmaText(pieces)
          .expand(Encodings::choices, MOST_DASHES).stream()
              .map(text -> value.with(new SigmaValue.Text(text, isCased)))
              .toList();
    } catch (IllegalArgumentException e) {
      throw new MistakeException(
          value.place(), "too many dashes: " + e.getMessage(), "split the value");
    }
  }

  private static List<SigmaText> choices(SigmaText.Piece piece) {
    return piece instanceof SigmaText.Plain plain
            && plain.part() instanceof TextPattern.Literal literal
            && literal.text().length() == 1
            && "-/".contains(literal.text())
        ? DASHES
        : List.of(new SigmaText(List.of(piece)));
  }

  /** Puts each option's dash into a piece of its own, and no other dash. */
  private static void split(SigmaText.Piece piece, List<SigmaText.Piece> pieces) {
    if (!(piece instanceof SigmaText.Plain plain)
        || !(plain.part() instanceof TextPattern.Literal literal)
        || literal.text().length() == 1) {
      pieces.add(piece);
      return;
    }
    Matcher dashes = DASH.matcher(literal.text());
    int at = 0;
    while (dashes.find()) {
      add(literal.text().substring(at, dashes.start()), pieces);
      add(dashes.group(), pieces);
      at = dashes.end();
    }
    add(literal.text().substring(at), pieces);
  }

  private static void add(String text, List<SigmaText.Piece> pieces) {
    pieces.addAll(SigmaText.literal(text).pieces());
  }

  static Draft.Value utf16(Modifier modifier, Draft.Value value, String charset) {
    byte[] bytes = plain(modifier, value).getBytes(Charset.forName(charset));
    return value.withBytes(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  static Draft.Value base64(Modifier modifier, Draft.Value value) {
    return value.with(literal(Base64.getEncoder().encodeToString(bytes(modifier, value))));
  }

  /** What stays the same of the encoded text at each of the three places it can start at. */
  static List<Draft.Value> base64Offsets(Modifier modifier, Draft.Value value) {
    byte[] bytes = bytes(modifier, value);
    List<Draft.Value> all = new ArrayList<>();
    for (int offset = 0; offset < OFFSETS; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String encoded = Base64.getEncoder().encodeToString(shifted);
      int end = encoded.length() - CUT[shifted.length % OFFSETS];
      all.add(value.with(literal(encoded.substring(Math.min(FIRST[offset], end), end))));
    }
    return all;
  }

  private static SigmaValue literal(String text) {
    return new SigmaValue.Text(SigmaText.literal(text), false);
  }

  private static byte[] bytes(Modifier modifier, Draft.Value value) {
    return plain(modifier, value)
        .getBytes(value.isBytes() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static String plain(Modifier modifier, Draft.Value value) {
    return value
        .text(modifier)
        .exact()
        .orElseThrow(
            () ->
                new MistakeException(
                    value.place(),
                    "wildcard before '" + modifier.word() + "'",
                    "escape it, or place contains and its like behind"));
  }
}
