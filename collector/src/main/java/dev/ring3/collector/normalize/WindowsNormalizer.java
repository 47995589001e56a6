package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Gives records of Windows event logs their ECS names, by the tables. */
final class WindowsNormalizer {
  private static final String RENDERED_MESSAGE = "winlog.rendered_message";
  private static final long AUDIT_FAILURE = 0x10000000000000L;
  private static final long AUDIT_SUCCESS = 0x20000000000000L;
  private static final Map<String, String> LEVELS =
      Map.of(
          "0", "information",
          "1", "critical",
          "2", "error",
          "3", "warning",
          "4", "information",
          "5", "verbose");

  private final ProviderTables tables;

  WindowsNormalizer(ProviderTables tables) {
    this.tables = tables;
  }

  Event.Builder normalize(WindowsRecord record) {
    Event.Builder event = withoutFile(record);
    event.set(Field.LOG_FILE_PATH, record.origin().file());
    event.set(Field.LOG_OFFSET, record.origin().offset());
    return event;
  }

  /** Of a record that was read from no file, but from a live session or log. */
  Event.Builder withoutFile(WindowsRecord record) {
    WindowsSystem system = record.system();
    String provider = system.provider() == null ? providerOf(system) : system.provider();
    ProviderTable table = provider == null ? null : tables.about(provider).orElse(null);
    EventRule rule =
        table == null || system.eventId() == null ? null : table.events().get(system.eventId());
    Event.Builder event =
        Event.of(rule == null ? EventType.LOG_RECORD : rule.type(), record.time());
    system(event, system);
    if (provider != null && system.provider() == null) {
      event.set(Field.EVENT_PROVIDER, provider);
      event.add(Field.RING3_ENRICHED, Field.EVENT_PROVIDER.ecs());
    }
    if (record.message() != null) {
      message(event, record.message(), record.data().isEmpty());
    }
    if (table != null) {
      event.set(Field.EVENT_MODULE, table.module());
      if (table.auditOutcome()) {
        outcome(event, system.keywords());
      }
    }
    payload(event, record.data(), rule);
    Derivations.complete(event);
    return event;
  }

  /**
   * The provider of a record that lost its name: channels of one provider are named after it, and
   * Security has but two of them, of which the event log service itself uses the numbers below
   * 1200.
   */
  private static @Nullable String providerOf(WindowsSystem system) {
    String channel = system.channel();
    if (channel == null) {
      return null;
    }
    if (channel.equalsIgnoreCase("Security")) {
      boolean ofTheLog = system.eventId() != null && system.eventId().matches("1[01][0-9]{2}");
      return ofTheLog ? "Microsoft-Windows-Eventlog" : "Microsoft-Windows-Security-Auditing";
    }
    int slash = channel.indexOf('/');
    return slash > 0 ? channel.substring(0, slash) : null;
  }

  /**
   * The rendered text of a record. Behind its first line it says again what the payload says, so
   * only that line is the event's message; the whole is kept beside it.
   */
  private static void message(Event.Builder event, String text, boolean isAll) {
    int end = text.indexOf('\n');
    if (isAll || end < 0) {
      event.set(Field.MESSAGE, text);
    } else {
      event.set(Field.MESSAGE, text.substring(0, end).strip());
      event.source(RENDERED_MESSAGE, text);
    }
  }

  private static void system(Event.Builder event, WindowsSystem system) {
    event.set(Field.HOST_OS_TYPE, "windows");
    set(event, Field.EVENT_PROVIDER, system.provider());
    set(event, Field.EVENT_CODE, system.eventId());
    set(event, Field.HOST_NAME, system.computer());
    set(event, Field.WINLOG_CHANNEL, system.channel());
    set(event, Field.WINLOG_PROVIDER_GUID, system.providerGuid());
    set(event, Field.WINLOG_OPCODE, system.opcode());
    set(event, Field.WINLOG_TASK, system.task());
    set(event, Field.WINLOG_KEYWORDS, system.keywords());
    set(event, Field.WINLOG_ACTIVITY_ID, system.activityId());
    set(event, Field.WINLOG_RELATED_ACTIVITY_ID, system.relatedActivityId());
    set(event, Field.WINLOG_USER_IDENTIFIER, system.userSid());
    set(event, Field.WINLOG_VERSION, system.version());
    if (system.level() != null) {
      event.set(Field.LOG_LEVEL, LEVELS.getOrDefault(system.level(), system.level()));
    }
    if (system.recordId() != null) {
      event.set(Field.WINLOG_RECORD_ID, system.recordId());
    }
    if (system.processId() != null) {
      event.set(Field.WINLOG_PROCESS_PID, system.processId());
    }
    if (system.threadId() != null) {
      event.set(Field.WINLOG_PROCESS_THREAD_ID, system.threadId());
    }
  }

  private static void set(Event.Builder event, Field field, @Nullable String value) {
    if (value != null) {
      Conversions.set(event, field, value);
    }
  }

  /** Audit keywords (winmeta.xml): one bit says failure, another success. */
  private static void outcome(Event.Builder event, @Nullable String keywords) {
    OptionalLong bits = keywords == null ? OptionalLong.empty() : Conversions.number(keywords);
    if (bits.isPresent() && (bits.getAsLong() & AUDIT_FAILURE) != 0) {
      event.set(Field.EVENT_OUTCOME, "failure");
    } else if (bits.isPresent() && (bits.getAsLong() & AUDIT_SUCCESS) != 0) {
      event.set(Field.EVENT_OUTCOME, "success");
    }
  }

  private static void payload(
      Event.Builder event, Map<String, String> data, @Nullable EventRule rule) {
    EventRule.Variant variant = rule == null ? null : variant(rule, data);
    if (rule != null) {
      rule.constants().forEach(event::set);
    }
    if (variant != null) {
      event.type(variant.type());
      variant.constants().forEach(event::set);
    }
    data.forEach(
        (name, value) -> {
          Target target = variant == null ? null : variant.targets().get(name);
          if (target == null && rule != null) {
            target = rule.targets().get(name);
          }
          if (target == null && !name.startsWith("winlog.")) {
            ecs(event, name, value);
          } else if (target == null || !apply(event, target, value)) {
            event.source(name, value);
          }
        });
  }

  /** A shipper's own addition: into the field of that name unless the record itself has one. */
  private static void ecs(Event.Builder event, String name, String value) {
    int number = name.indexOf('#');
    String plain = number < 0 ? name : name.substring(0, number);
    Optional<Field> field = Field.named(plain);
    if (field.isEmpty()) {
      event.source(name, value);
    } else if (field.get().cardinality() == Field.Cardinality.MANY) {
      event.add(field.get(), value);
    } else if (EcsNormalizer.SAID_BY_THE_TYPE.contains(field.get())
        || event.has(field.get())
        || !Conversions.set(event, field.get(), value)) {
      event.source("ecs." + name, value);
    }
  }

  private static EventRule.@Nullable Variant variant(EventRule rule, Map<String, String> data) {
    for (EventRule.Variant variant : rule.variants()) {
      if (variant.holds(data)) {
        return variant;
      }
    }
    return null;
  }

  /** Returns whether the event's fields now say the value in the very same words. */
  private static boolean apply(Event.Builder event, Target target, String value) {
    return switch (target) {
      case Target.Into into ->
          !event.has(into.field()) && Conversions.set(event, into.field(), value);
      case Target.Coded coded -> {
        String word = coded.words().get(value);
        if (word != null) {
          event.set(coded.field(), word);
        }
        yield false;
      }
      case Target.Account account -> {
        account(event, account, value);
        yield false;
      }
      case Target.Hashes hashes -> {
        hashes(event, hashes, value);
        yield false;
      }
      case Target.Answers answers -> {
        answers(event, value);
        yield false;
      }
    };
  }

  private static void account(Event.Builder event, Target.Account account, String value) {
    if (Conversions.isNothing(value) || event.has(account.name())) {
      return;
    }
    int backslash = value.indexOf('\\');
    int at = value.lastIndexOf('@');
    if (backslash >= 0) {
      event.set(account.domain(), value.substring(0, backslash));
      event.set(account.name(), value.substring(backslash + 1));
    } else if (at > 0) {
      event.set(account.name(), value.substring(0, at));
      event.set(account.domain(), value.substring(at + 1));
    } else {
      event.set(account.name(), value);
    }
  }

  private static void hashes(Event.Builder event, Target.Hashes hashes, String value) {
    for (String part : value.split(",", 16)) {
      int equals = part.indexOf('=');
      Field field = equals < 0 ? null : hashes.byAlgorithm().get(part.substring(0, equals).strip());
      if (field != null && !isZero(part, equals + 1)) {
        event.set(field, part.substring(equals + 1).strip());
      }
    }
  }

  /** Sysmon writes zeros for a hash it could not take. */
  private static boolean isZero(String part, int from) {
    for (int i = from; i < part.length(); i++) {
      if (part.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static void answers(Event.Builder event, String value) {
    List<String> data = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    for (String part : value.split(";", 256)) {
      String answer = part.strip();
      if (answer.startsWith("type:")) {
        int name = answer.indexOf(' ', "type:".length() + 2);
        answer = name < 0 ? "" : answer.substring(name).strip();
      }
      if (!Conversions.isNothing(answer)) {
        IpText.canonical(answer).ifPresent(addresses::add);
        data.add(answer);
      }
    }
    event.setAll(Field.DNS_ANSWERS_DATA, data);
    event.setAll(Field.DNS_RESOLVED_IP, addresses);
  }
}
