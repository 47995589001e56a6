package dev.ring3.collector.enrich;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.util.LinkedHashMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Joins PowerShell script blocks (event 4104), which the logger cuts into parts of about 16,000
 * characters, into one event with the whole text. The event is otherwise that of the part with the
 * lowest number.
 *
 * <p>Parts may come in any order and between others. At most {@link #MAX_OPEN} blocks wait for
 * their parts, with at most {@link #MAX_CHARACTERS} of text; the oldest is let go first, with what
 * is there of it, tagged {@code incomplete_script_block}.
 */
public final class ScriptBlocks {
  /** Blocks that wait for parts. */
  public static final int MAX_OPEN = 256;

  /** Characters of text that wait for parts, over all blocks. */
  public static final int MAX_CHARACTERS = 32 << 20;

  private static final String NUMBER = WindowsRecord.EVENT_DATA + "MessageNumber";
  private static final String TOTAL = WindowsRecord.EVENT_DATA + "MessageTotal";

  private final Consumer<Event.Builder> next;
  private final LinkedHashMap<String, Block> open = new LinkedHashMap<>();
  private int characters;

  /** A block's parts so far, by number. */
  private record Block(int total, SortedMap<Integer, Event.Builder> parts) {}

  /**
   * @param next takes every event that is not a part, and every block when it is joined
   */
  public ScriptBlocks(Consumer<Event.Builder> next) {
    this.next = next;
  }

  /** Takes an event; hands it on unless it is one part of several. */
  public void accept(Event.Builder event) {
    int number = number(event, NUMBER);
    int total = number(event, TOTAL);
    if (event.type() != EventType.SCRIPT_BLOCK || number < 1 || total < 2 || number > total) {
      next.accept(event);
      return;
    }
    String key = key(event);
    Block block = open.computeIfAbsent(key, k -> new Block(total, new TreeMap<>()));
    if (block.parts.putIfAbsent(number, event) != null) {
      next.accept(event);
      return;
    }
    characters += text(event).length();
    if (block.parts.size() >= block.total) {
      letGo(key);
    }
    while (open.size() > MAX_OPEN || characters > MAX_CHARACTERS) {
      letGo(open.firstEntry().getKey());
    }
  }

  /** Lets go of every block that still waits. */
  public void flush() {
    while (!open.isEmpty()) {
      letGo(open.firstEntry().getKey());
    }
  }

  private void letGo(String key) {
    Block block = open.remove(key);
    if (block == null) {
      return;
    }
    StringBuilder whole = new StringBuilder();
    block.parts.values().forEach(part -> whole.append(text(part)));
    characters -= whole.length();
    Event.Builder event = block.parts.firstEntry().getValue();
    event.set(Field.SCRIPT_BLOCK_TEXT, whole.toString());
    if (block.parts.size() < block.total) {
      event.add(Field.TAGS, "incomplete_script_block");
    }
    next.accept(event);
  }

  private static String key(Event.Builder event) {
    return event.text(Field.HOST_NAME).orElse("")
        + '|'
        + event.text(Field.SCRIPT_BLOCK_ID).orElse("");
  }

  private static String text(Event.Builder part) {
    return part.text(Field.SCRIPT_BLOCK_TEXT).orElse("");
  }

  /** The number under that name; 0, which is no part's number, if there is none. */
  private static int number(Event.Builder event, String name) {
    try {
      return event.source(name).map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
