package dev.ring3.collector.normalize;

import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.EtwEventRecord;
import dev.ring3.collector.source.PayloadNames;
import dev.ring3.collector.source.WindowsRecord;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwHeader.Kind;
import dev.ring3.etw.EtwRecord;
import dev.ring3.etw.ExtendedItem;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives trace records their ECS names, by the tables that are also used for event logs: one
 * provider's event means the same in both. What only a trace says is kept as {@code etw.*}.
 *
 * <p>Where a table does not name the acting process, it is the one that logged the record.
 */
final class EtwNormalizer {
  /** Of data that could not be decoded, so many bytes are kept. */
  private static final int MAX_RAW = 1024;

  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

  private final WindowsNormalizer windows;

  EtwNormalizer(WindowsNormalizer windows) {
    this.windows = windows;
  }

  Event.Builder normalize(EtwEventRecord record) {
    EtwHeader header = record.record().header();
    DecodedEvent decoded = record.decoded();
    WindowsRecord asLogged =
        new WindowsRecord(
            record.origin(),
            instant(header.time()),
            system(record, header),
            decoded == null ? Map.of() : data(decoded),
            null);
    Event.Builder event =
        record.isLive() ? windows.withoutFile(asLogged) : windows.normalize(asLogged);
    if (header.processId() != null && !event.has(Field.PROCESS_PID)) {
      event.set(Field.PROCESS_PID, header.processId());
    }
    if (header.threadId() != null && !event.has(Field.PROCESS_THREAD_ID)) {
      event.set(Field.PROCESS_THREAD_ID, header.threadId());
    }
    if (decoded != null && decoded.layout().event() != null) {
      event.source("etw.event", decoded.layout().event());
    }
    if (decoded == null) {
      event.type(EventType.LOG_RECORD); // a layout that is not known may mean something else
    }
    undecoded(event, record.record(), decoded);
    creator(event, header.processId());
    startKey(event, record.record());
    if (event.type() == EventType.REMOTE_THREAD && isOwnThread(event)) {
      event.type(EventType.LOG_RECORD);
    }
    return event;
  }

  /**
   * Kernel-Process logs a start in the process that asked for it, which need not be the one that
   * the new process has as its parent: whoever creates a process may name another.
   */
  private static void creator(Event.Builder event, @Nullable Long creator) {
    OptionalLong parent = event.number(Field.PROCESS_PARENT_PID);
    if (creator != null
        && parent.isPresent()
        && parent.getAsLong() != creator
        && event.source("etw.event").filter("ProcessStart"::equals).isPresent()) {
      event.set(Field.PROCESS_CREATOR_PID, creator);
      event.add(Field.TAGS, "other_creator");
    }
  }

  /** A thread that a process starts in itself is none of a remote process. */
  private static boolean isOwnThread(Event.Builder event) {
    return event.number(Field.PROCESS_PID).equals(event.number(Field.TARGET_PROCESS_PID));
  }

  private static Instant instant(long fileTime) {
    return Instant.ofEpochSecond(
        Math.floorDiv(fileTime, TICKS_PER_SECOND) - SECONDS_1601_TO_1970,
        Math.floorMod(fileTime, TICKS_PER_SECOND) * 100);
  }

  private static WindowsSystem system(EtwEventRecord record, EtwHeader header) {
    boolean isEvent = header.kind() == Kind.EVENT;
    return new WindowsSystem(
        record.provider(),
        braces(header.provider()),
        Integer.toString(header.id()),
        Integer.toString(header.version()),
        isEvent ? Integer.toString(header.level()) : null,
        isEvent ? Integer.toString(header.task()) : null,
        Integer.toString(header.opcode()),
        isEvent ? "0x" + Long.toHexString(header.keywords()) : null,
        null,
        header.activity() == null ? null : braces(header.activity()),
        null,
        header.processId(),
        header.threadId(),
        null,
        record.host(),
        null);
  }

  private static String braces(UUID guid) {
    return '{' + guid.toString().toUpperCase(Locale.ROOT) + '}';
  }

  private static Map<String, String> data(DecodedEvent decoded) {
    Map<String, String> data = new LinkedHashMap<>();
    decoded.texts().forEach((name, text) -> data.put(fullName(name), text));
    return data;
  }

  /** The catalogue says {@code user_data.} where the event log has the field in UserData. */
  private static String fullName(String name) {
    return name.startsWith("user_data.") ? "winlog." + name : PayloadNames.eventData(name);
  }

  private static void undecoded(
      Event.Builder event, EtwRecord record, @Nullable DecodedEvent decoded) {
    if (decoded != null && decoded.problem().isEmpty()) {
      return;
    }
    event.add(Field.TAGS, "undecoded");
    if (decoded != null) {
      decoded.problem().ifPresent(problem -> event.source("etw.problem", problem));
    }
    if (record.data().length > 0) {
      byte[] some = Arrays.copyOf(record.data(), Math.min(MAX_RAW, record.data().length));
      event.source("etw.data", HexFormat.of().withUpperCase().formatHex(some));
    }
  }

  private static void startKey(Event.Builder event, EtwRecord record) {
    byte[] key = record.item(ExtendedItem.PROCESS_START_KEY);
    if (key != null && key.length == 8) {
      StringBuilder hex = new StringBuilder(16);
      for (int i = 7; i >= 0; i--) {
        hex.append(HexFormat.of().toHexDigits(key[i]));
      }
      event.source("etw.process_start_key", "0x" + hex.toString().replaceFirst("^0+(?=.)", ""));
    }
  }
}
