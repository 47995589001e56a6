package dev.ring3.collector.deobfuscate;

import dev.ring3.collector.deobfuscate.rewrite.Language;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;

/**
 * Completes events with what their command line or script hides. Only the event that a process
 * starts with says it of its command line: others of the process repeat that. For one thread.
 */
public final class DecodedFields {
  private final Deobfuscator deobfuscator = new Deobfuscator(Limits.USUAL);

  /** Adds {@code ring3.decoded.*}, if something is hidden. */
  public void complete(Event.Builder event) {
    if (event.type() == EventType.PROCESS_START) {
      decode(event, Field.PROCESS_COMMAND_LINE, Field.DECODED_COMMAND_LINE);
    }
    decode(event, Field.SCRIPT_BLOCK_TEXT, Field.DECODED_SCRIPT);
  }

  private void decode(Event.Builder event, Field from, Field to) {
    if (event.has(to)) {
      return;
    }
    boolean isWindows =
        event.text(Field.HOST_OS_TYPE).map(type -> type.equals("windows")).orElse(true);
    event
        .text(from)
        .map(text -> deobfuscator.decode(text, isWindows ? Language.WINDOWS : Language.POSIX))
        .ifPresent(texts -> event.setAll(to, texts));
  }
}
