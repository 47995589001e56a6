package dev.ring3.collector.deobfuscate.extract;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters given as numbers one after the other: decimal, hexadecimal with or without its mark,
 * octal, binary, separated by anything short.
 */
final class NumberLists implements Extraction {
  /** Between two numbers: some signs, or one letter that is no digit. */
  private static final String BETWEEN = "(?:[^0-9A-Za-z]{1,4}|[g-zG-Z~])";

  private static final int SHORTEST = 4;

  /** Without a word that speaks of characters: a list of numbers can be many things. */
  private static final int UNTOLD = 12;

  /** One way to write numbers. */
  private enum Form {
    MARKED("0[xX][0-9a-fA-F]{1,2}", 16),
    BINARY("[01]{8}", 2),
    DECIMAL("[0-9]{1,3}", 10),
    PAIRS("[0-9a-fA-F]{2}", 16),
    OCTAL("[0-7]{2,3}", 8);

    private final Pattern list;
    private final Pattern number;
    private final int radix;

    Form(String number, int radix) {
      this.number = Pattern.compile(number);
      this.list =
          Pattern.compile(
              "(?<![0-9A-Za-z])"
                  + number
                  + "(?:"
                  + BETWEEN
                  + number
                  + "){"
                  + (SHORTEST - 1)
                  + ",8192}+(?![0-9A-Fa-f])");
      this.radix = radix;
    }
  }

  @Override
  public void extract(String text, Consumer<String> found) {
    String folded = text.toLowerCase(Locale.ROOT);
    boolean isTold =
        folded.contains("char")
            || folded.contains("chr")
            || folded.contains("byte")
            || folded.contains("-bxor")
            || folded.contains("::toint");
    Payload payload = Payload.in(text);
    for (Form form : Form.values()) {
      Matcher lists = form.list.matcher(text);
      while (lists.find()) {
        numbers(form, lists.group(), isTold || form == Form.MARKED)
            .flatMap(payload::text)
            .ifPresent(found);
      }
    }
  }

  private static Optional<byte[]> numbers(Form form, String list, boolean isTold) {
    byte[] bytes = new byte[list.length() / 2 + 1];
    int count = 0;
    Matcher numbers = form.number.matcher(list);
    while (numbers.find()) {
      String digits = form == Form.MARKED ? numbers.group().substring(2) : numbers.group();
      int value = Integer.parseInt(digits, form.radix);
      if (value > 255) {
        return Optional.empty();
      }
      bytes[count++] = (byte) value;
    }
    return count >= (isTold ? SHORTEST : UNTOLD)
        ? Optional.of(java.util.Arrays.copyOf(bytes, count))
        : Optional.empty();
  }
}
