package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.TimeText;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** From a source's text to a field's type. What does not fit gives nothing. */
final class Conversions {
  private Conversions() {}

  /**
   * Sets the field if the text fits its type.
   *
   * @return whether the field now says the text in the very same words
   */
  static boolean set(Event.Builder event, Field field, String text) {
    return switch (field.type()) {
      case KEYWORD, TEXT, PROSE -> {
        if (isNothing(text)) {
          yield false;
        }
        event.set(field, text);
        yield true;
      }
      case IP -> {
        Optional<String> address = IpText.canonical(text);
        address.ifPresent(a -> event.set(field, a));
        yield address.filter(text::equals).isPresent();
      }
      case LONG -> {
        OptionalLong number = number(text);
        number.ifPresent(n -> event.set(field, n));
        yield number.isPresent() && Long.toString(number.getAsLong()).equals(text);
      }
      case DATE -> {
        Optional<Instant> instant = TimeText.instant(text);
        instant.ifPresent(i -> event.set(field, i));
        yield instant.map(Instant::toString).filter(text::equals).isPresent();
      }
      case BOOLEAN -> {
        boolean yes = text.equalsIgnoreCase("true");
        if (yes || text.equalsIgnoreCase("false")) {
          event.set(field, yes);
        }
        yield text.equals("true") || text.equals("false");
      }
    };
  }

  /** Whether the text is one of the marks that Windows and Sysmon write for "no value". */
  static boolean isNothing(String text) {
    return text.isEmpty() || text.equals("-");
  }

  /** A decimal or {@code 0x} hexadecimal number of at most 64 bits. */
  static OptionalLong number(String text) {
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return OptionalLong.of(Long.parseUnsignedLong(text, 2, text.length(), 16));
      }
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
