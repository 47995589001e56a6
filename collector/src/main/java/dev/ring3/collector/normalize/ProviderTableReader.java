package dev.ring3.collector.normalize;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.source.WindowsRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads what one provider's YAML says of normalising. {@code guid}, {@code maps} and an event's
 * {@code name} and {@code layouts} are about decoding and not read here.
 *
 * <pre>
 * providers: [names]          # whom the file is about
 * module: sysmon              # event.module
 * outcome: audit-keywords     # optional: the keywords say success or failure
 * every-event: {fields}       # an event's own field of the same target replaces it
 * events:
 *   "1":
 *     type: process_start     # an EventType
 *     set: {ecs.name: value}  # constants
 *     fields:                 # source name (user_data.NAME for UserData) to target
 *       Image: process.executable
 *       User: {account: user}               # user.name and user.domain
 *       Hashes: {hashes: process}           # process.hash.*, process.pe.imphash
 *       LogonType: {code: winlog.logon.type, words: {"2": Interactive}}
 *       QueryResults: {answers: dns}
 *     variants:               # the first whose conditions hold adds to the event
 *       - {when: {Protocol: udp}, type: network_udp, fields: {…}, set: {…}}
 * </pre>
 *
 * {@code <<} takes over the fields of another map. A mistake in a file throws with file and place.
 */
final class ProviderTableReader {
  private final String file;

  ProviderTableReader(String file) {
    this.file = file;
  }

  ProviderTable read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(1_000).build();
    Map<String, Object> top = map(new Load(settings).loadFromString(text), "the file");
    allow(
        top,
        Set.of("providers", "module", "outcome", "every-event", "events", "guid", "maps"),
        "the file");
    Map<String, Target> everyEvent = targets(top.get("every-event"), "every-event");
    Map<String, EventRule> events = new LinkedHashMap<>();
    map(top.get("events"), "events")
        .forEach((id, rule) -> events.put(id, rule(rule, everyEvent, "event " + id)));
    return new ProviderTable(
        list(top.get("providers")),
        text(top.get("module"), "module"),
        "audit-keywords".equals(top.get("outcome")),
        events);
  }

  private EventRule rule(@Nullable Object yaml, Map<String, Target> everyEvent, String place) {
    Map<String, Object> rule = map(yaml, place);
    allow(rule, Set.of("type", "fields", "set", "variants", "name", "layouts"), place);
    EventType type = type(rule.get("type"), place);
    Map<String, Target> own = targets(rule.get("fields"), place);
    Map<String, Target> all = new LinkedHashMap<>(everyEvent);
    all.values().removeIf(own::containsValue);
    all.putAll(own);
    List<EventRule.Variant> variants =
        rule.get("variants") instanceof List<?> many
            ? many.stream().map(v -> variant(v, type, place)).toList()
            : List.of();
    EventRule done = new EventRule(type, all, constants(rule.get("set"), place), variants);
    checkOneSourceEach(done, place);
    return done;
  }

  private EventRule.Variant variant(@Nullable Object yaml, EventType otherwise, String place) {
    Map<String, Object> variant = map(yaml, place + ", variant");
    allow(variant, Set.of("when", "type", "fields", "set"), place + ", variant");
    Map<String, String> when = new LinkedHashMap<>();
    map(variant.get("when"), place + ", when")
        .forEach((name, value) -> when.put(fullName(name), text(value, place + ", when")));
    return new EventRule.Variant(
        when,
        variant.containsKey("type") ? type(variant.get("type"), place) : otherwise,
        targets(variant.get("fields"), place),
        constants(variant.get("set"), place));
  }

  /** Two sources for one field would make it impossible to say which of them an event had. */
  private void checkOneSourceEach(EventRule rule, String place) {
    Map<Field, String> sources = new LinkedHashMap<>();
    Set<Map.Entry<String, Target>> all = new HashSet<>(rule.targets().entrySet());
    rule.variants().forEach(v -> all.addAll(v.targets().entrySet()));
    for (Map.Entry<String, Target> entry : all) {
      if (entry.getValue() instanceof Target.Into into) {
        String other = sources.putIfAbsent(into.field(), entry.getKey());
        if (other != null && !other.equals(entry.getKey())) {
          throw wrong(
              place, other + " and " + entry.getKey() + " both go to " + into.field().ecs());
        }
      }
    }
  }

  private Map<String, Target> targets(@Nullable Object yaml, String place) {
    Map<String, Target> targets = new LinkedHashMap<>();
    if (yaml == null) {
      return targets;
    }
    map(yaml, place + ", fields")
        .forEach(
            (name, target) -> {
              if (name.equals("<<")) {
                targets.putAll(targets(target, place));
              } else {
                targets.put(fullName(name), target(target, place + ", " + name));
              }
            });
    return targets;
  }

  private Target target(Object yaml, String place) {
    if (yaml instanceof String ecs) {
      return new Target.Into(field(ecs, place));
    }
    Map<String, Object> map = map(yaml, place);
    allow(map, Set.of("account", "hashes", "code", "words", "answers"), place);
    if (map.get("account") instanceof String prefix) {
      return new Target.Account(field(prefix + ".name", place), field(prefix + ".domain", place));
    }
    if (map.get("hashes") instanceof String prefix) {
      return new Target.Hashes(
          Map.of(
              "MD5", field(prefix + ".hash.md5", place),
              "SHA1", field(prefix + ".hash.sha1", place),
              "SHA256", field(prefix + ".hash.sha256", place),
              "IMPHASH", field(prefix + ".pe.imphash", place)));
    }
    if (map.get("code") instanceof String ecs) {
      Map<String, String> words = new LinkedHashMap<>();
      map(map.get("words"), place).forEach((code, word) -> words.put(code, text(word, place)));
      return new Target.Coded(field(ecs, place), Map.copyOf(words));
    }
    if ("dns".equals(map.get("answers"))) {
      return new Target.Answers();
    }
    throw wrong(place, "a target is an ECS name or one of account, hashes, code, answers");
  }

  private Map<Field, String> constants(@Nullable Object yaml, String place) {
    Map<Field, String> constants = new LinkedHashMap<>();
    if (yaml != null) {
      map(yaml, place + ", set")
          .forEach((ecs, value) -> constants.put(field(ecs, place), text(value, place)));
    }
    return constants;
  }

  private static String fullName(String name) {
    return name.startsWith("user_data.") ? "winlog." + name : WindowsRecord.EVENT_DATA + name;
  }

  private Field field(String ecs, String place) {
    return Field.named(ecs).orElseThrow(() -> wrong(place, "there is no field " + ecs));
  }

  private EventType type(@Nullable Object action, String place) {
    return EventType.ofAction(text(action, place))
        .orElseThrow(() -> wrong(place, "there is no event type " + action));
  }

  private String text(@Nullable Object yaml, String place) {
    if (yaml instanceof String text) {
      return text;
    }
    throw wrong(place, "needs a text, has " + yaml);
  }

  private List<String> list(@Nullable Object yaml) {
    if (yaml instanceof List<?> many) {
      return many.stream().map(v -> text(v, "providers")).toList();
    }
    throw wrong("providers", "needs a list");
  }

  private Map<String, Object> map(@Nullable Object yaml, String place) {
    if (!(yaml instanceof Map<?, ?> map)) {
      throw wrong(place, "needs a map, has " + yaml);
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value == null) {
            throw wrong(place, key + " has no value");
          }
          typed.put(text(key, place), value);
        });
    return typed;
  }

  private void allow(Map<String, Object> map, Set<String> keys, String place) {
    for (String key : map.keySet()) {
      if (!keys.contains(key)) {
        throw wrong(place, "unknown key " + key);
      }
    }
  }

  private IllegalStateException wrong(String place, String problem) {
    return new IllegalStateException(file + ": " + place + ": " + problem);
  }
}
