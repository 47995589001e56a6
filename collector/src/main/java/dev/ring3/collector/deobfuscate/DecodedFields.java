package dev.ring3.collector.deobfuscate;

import dev.ring3.collector.deobfuscate.rewrite.Language;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.List;
import java.util.Optional;

/**
 * Completes events with what their command line or script hides. Only the event that a process
 * starts with says it of its command line: others of the process repeat that. For one thread.
 */
public final class DecodedFields {
  private final Deobfuscator deobfuscator = new Deobfuscator(Limits.USUAL);

  /** Adds {@code ring3.decoded.*}, if something is hidden. */
  public void complete(Event.Builder event) {
    Language language = language(event);
    if (event.type() == EventType.PROCESS_START) {
      commandLine(event, language)
          .ifPresent(text -> decode(event, text, language, Field.DECODED_COMMAND_LINE));
    }
    event
        .text(Field.SCRIPT_BLOCK_TEXT)
        .ifPresent(text -> decode(event, text, language, Field.DECODED_SCRIPT));
  }

  private static Language language(Event.Builder event) {
    return event.text(Field.HOST_OS_TYPE).map(type -> type.equals("windows")).orElse(true)
        ? Language.WINDOWS
        : Language.POSIX;
  }

  /** The arguments as the program got them, where they are known: a line quotes what they quote. */
  private static Optional<String> commandLine(Event.Builder event, Language language) {
    List<String> arguments = event.texts(Field.PROCESS_ARGS);
    return language == Language.POSIX && !arguments.isEmpty()
        ? Optional.of(String.join(" ", arguments))
        : event.text(Field.PROCESS_COMMAND_LINE);
  }

  private void decode(Event.Builder event, String text, Language language, Field to) {
    if (!event.has(to)) {
      event.setAll(to, deobfuscator.decode(text, language));
    }
  }
}
