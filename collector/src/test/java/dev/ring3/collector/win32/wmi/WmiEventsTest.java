package dev.ring3.collector.win32.wmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.COM.Wbemcli.IWbemServices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Over objects that the test lays out as wbemcli.h has them, since Wine's WMI has no events. */
@EnabledOnOs(OS.WINDOWS)
class WmiEventsTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final int TIMED_OUT = 0x40004;

  /** Functions of oleaut32.dll. */
  private static final class Ole {
    static {
      Native.register(Ole.class, "oleaut32");
    }

    private Ole() {}

    static native int SysStringLen(Pointer text);
  }

  /** Of any of them that is not laid out. */
  private interface Any extends Callback {
    int invoke(Pointer self);
  }

  private interface ExecNotificationQuery extends Callback {
    int invoke(
        Pointer self,
        Pointer language,
        Pointer query,
        int flags,
        @Nullable Pointer context,
        Pointer events);
  }

  private interface Next extends Callback {
    int invoke(Pointer self, int milliseconds, int most, Pointer objects, Pointer count);
  }

  /** An object of COM: an address of a table of functions, of which some are the test's. */
  private static final class Laid {
    private static final int FUNCTIONS = 26;

    private final Memory object = new Memory(Native.POINTER_SIZE);
    private final Memory table = new Memory((long) FUNCTIONS * Native.POINTER_SIZE);
    private final Map<Integer, Callback> functions = new HashMap<>();

    Laid(String name, Map<Integer, Callback> own, List<String> called) {
      for (int i = 0; i < FUNCTIONS; i++) {
        int place = i;
        Any other =
            self -> {
              called.add(place == 2 ? "release " + name : name + " function " + place);
              return 0;
            };
        functions.put(i, other);
      }
      functions.putAll(own);
      for (Entry<Integer, Callback> entry : functions.entrySet()) {
        table.setPointer(
            (long) entry.getKey() * Native.POINTER_SIZE,
            CallbackReference.getFunctionPointer(entry.getValue()));
      }
      object.setPointer(0, table);
    }
  }

  private final List<String> called = new ArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final Laid event = new Laid("event", Map.of(), called);
  private final Laid events = new Laid("events", Map.of(4, (Next) this::next), called);
  private final Laid services =
      new Laid("services", Map.of(22, (ExecNotificationQuery) this::asked), called);
  private int refusal;

  private static String text(Pointer text) {
    return new String(text.getCharArray(0, Ole.SysStringLen(text)));
  }

  private int asked(
      Pointer self,
      Pointer language,
      Pointer query,
      int flags,
      @Nullable Pointer context,
      Pointer to) {
    called.add(text(language) + ' ' + text(query) + " 0x" + Integer.toHexString(flags));
    assertEquals(services.object, self);
    assertNull(context);
    if (refusal == 0) {
      to.setPointer(0, events.object);
    }
    return refusal;
  }

  private int next(Pointer self, int milliseconds, int most, Pointer objects, Pointer count) {
    called.add("next " + milliseconds + ' ' + most);
    int answer = answers.remove();
    count.setInt(0, answer == 0 ? 1 : 0);
    if (answer == 0) {
      objects.setPointer(0, event.object);
    }
    return answer;
  }

  private WmiEvents ask() throws IOException {
    return WmiEvents.ask(new IWbemServices(services.object), "SELECT Ä", "ROOT\\here");
  }

  @Test
  void eventsAreTakenOneByOneUntilNoneComes() throws IOException {
    answers.addAll(List.of(TIMED_OUT, 0, 0, TIMED_OUT));
    try (WmiEvents taken = ask()) {
      assertFalse(taken.take(SOON));
      assertTrue(taken.take(SOON));
      assertTrue(taken.take(SOON));
      assertFalse(taken.take(SOON));
    }
    assertEquals(
        List.of(
            "WQL SELECT Ä 0x30",
            "next 300 1",
            "next 300 1",
            "release event",
            "next 300 1",
            "release event",
            "next 300 1",
            "release events"),
        called);
  }

  @Test
  void anEndIsAnErrorWithTheQuestion() throws IOException {
    answers.addAll(List.of(1, 0x800706ba));
    try (WmiEvents taken = ask()) {
      assertThrows(IOException.class, () -> taken.take(SOON), "there are no more");
      IOException gone = assertThrows(IOException.class, () -> taken.take(SOON));
      assertTrue(
          String.valueOf(gone.getMessage())
              .startsWith("asking WMI for events in ROOT\\here failed (0x800706ba): "),
          gone::toString);
    }
  }

  @Test
  void aRefusalIsAnErrorAndLeavesNothingOpen() {
    refusal = 0x80041003;
    IOException refused = assertThrows(IOException.class, this::ask);
    assertTrue(String.valueOf(refused.getMessage()).contains("0x80041003"), refused::toString);
    assertTrue(String.valueOf(refused.getMessage()).contains("administrator"), refused::toString);
    assertEquals(List.of("WQL SELECT Ä 0x30"), called);
  }
}
