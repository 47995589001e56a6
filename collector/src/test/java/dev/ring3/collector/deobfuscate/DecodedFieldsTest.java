package dev.ring3.collector.deobfuscate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodedFieldsTest {
  private final DecodedFields fields = new DecodedFields();

  private static Event.Builder event(EventType type, String system) {
    return Event.of(type, Instant.EPOCH).set(Field.HOST_OS_TYPE, system);
  }

  /** A line of Linux quotes its arguments, so that what they quote themselves is quoted twice. */
  @Test
  void argumentsAreDecodedAsTheProgramGotThem() {
    Event.Builder event =
        event(EventType.PROCESS_START, "linux")
            .set(Field.PROCESS_COMMAND_LINE, "sh -c 'w'\\''h'\\''oami; id'")
            .setAll(Field.PROCESS_ARGS, List.of("sh", "-c", "w'h'oami; id"));
    fields.complete(event);
    assertEquals(List.of("sh -c whoami; id"), event.build().texts(Field.DECODED_COMMAND_LINE));
  }

  @Test
  void onWindowsTheLineIsWhatCounts() {
    Event.Builder event =
        event(EventType.PROCESS_START, "windows")
            .set(Field.PROCESS_COMMAND_LINE, "cmd /c p^o^wershell")
            .setAll(Field.PROCESS_ARGS, List.of("cmd", "/c", "x"));
    fields.complete(event);
    assertEquals(List.of("cmd /c powershell"), event.build().texts(Field.DECODED_COMMAND_LINE));
  }

  @Test
  void laterEventsOfAProcessDoNotRepeatIt() {
    Event.Builder event =
        event(EventType.PROCESS_END, "windows")
            .set(Field.PROCESS_COMMAND_LINE, "cmd /c p^o^wershell");
    fields.complete(event);
    assertEquals(List.of(), event.build().texts(Field.DECODED_COMMAND_LINE));
  }

  @Test
  void scriptsAreDecoded() {
    Event.Builder event =
        event(EventType.SCRIPT_BLOCK, "windows").set(Field.SCRIPT_BLOCK_TEXT, "&('who'+'ami')");
    fields.complete(event);
    assertEquals(List.of("&'whoami'"), event.build().texts(Field.DECODED_SCRIPT));
  }
}
