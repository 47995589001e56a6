package dev.ring3.collector.sensor.windows.wmi;

import dev.ring3.collector.event.EventType;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.win32.wmi.WmiObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/**
 * One of the three parts of a subscription. Its values have the names of Sysmon's events 19 to 21,
 * so that rules for those meet them as well; all of the object's properties are beside them.
 *
 * @param name people call them so
 * @param className WMI's class of them
 * @param action the event type of a difference
 * @param named Sysmon's names, and the properties that have it, the first that is there
 */
record SubscriptionPart(
    String name, String className, String action, Map<String, List<String>> named) {
  static final List<SubscriptionPart> ALL =
      List.of(
          new SubscriptionPart(
              "WMI filters",
              "__EventFilter",
              EventType.WMI_FILTER.action(),
              Map.of(
                  "EventNamespace",
                  List.of("EventNamespace"),
                  "Name",
                  List.of("Name"),
                  "Query",
                  List.of("Query"))),
          new SubscriptionPart(
              "WMI consumers",
              "__EventConsumer",
              EventType.WMI_CONSUMER.action(),
              Map.of(
                  "Name",
                  List.of("Name"),
                  "Destination",
                  List.of(
                      "CommandLineTemplate",
                      "ExecutablePath",
                      "ScriptText",
                      "ScriptFileName",
                      "Filename"))),
          new SubscriptionPart(
              "WMI bindings",
              "__FilterToConsumerBinding",
              EventType.WMI_BINDING.action(),
              Map.of("Filter", List.of("Filter"), "Consumer", List.of("Consumer"))));

  /** Sysmon's words for kinds of consumers. */
  private static final Map<String, String> KINDS =
      Map.of(
          "CommandLineEventConsumer", "Command Line",
          "ActiveScriptEventConsumer", "Script",
          "LogFileEventConsumer", "Log File",
          "NTEventLogEventConsumer", "Event Log",
          "SMTPEventConsumer", "SMTP");

  private static final String CREATOR = "CreatorSID";
  private static final String TECHNIQUE = "T1546.003";

  SubscriptionPart {
    named = Map.copyOf(named);
  }

  /** What is told of such an object. */
  Item item(String namespace, WmiObject object) {
    Map<String, String> values = new LinkedHashMap<>();
    named.forEach(
        (name, properties) ->
            properties.stream()
                .flatMap(property -> object.property(property).stream())
                .findFirst()
                .ifPresent(value -> values.put("winlog.event_data." + name, value)));
    if (action.equals(EventType.WMI_CONSUMER.action())) {
      values.put(
          "winlog.event_data.Type", KINDS.getOrDefault(object.className(), object.className()));
    }
    for (Entry<String, String> property : object.properties().entrySet()) {
      boolean creator = property.getKey().equals(CREATOR);
      values.put(
          creator ? "user.id" : "windows.wmi." + property.getKey(),
          creator ? Sid.text(property.getValue()) : property.getValue());
    }
    values.put("windows.wmi.class", object.className());
    values.put("windows.wmi.namespace", namespace);
    values.put("windows.autorun", "WMI subscriptions");
    values.put("windows.autorun.technique", TECHNIQUE);
    values.put("tags", "autorun");
    return new Item(String.valueOf(new TreeMap<>(object.properties())), values);
  }
}
