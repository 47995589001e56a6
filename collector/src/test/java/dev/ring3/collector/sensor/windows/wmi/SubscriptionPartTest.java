package dev.ring3.collector.sensor.windows.wmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.normalize.Normalizer;
import dev.ring3.collector.sensor.Inventory.Item;
import dev.ring3.collector.source.HostRecord;
import dev.ring3.collector.source.Origin;
import dev.ring3.collector.win32.wmi.WmiObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Objects as Windows' documentation of the three classes has them, and the events they become. */
class SubscriptionPartTest {
  private static final String NAMESPACE = "ROOT\\subscription";

  private static SubscriptionPart part(String className) {
    return SubscriptionPart.ALL.stream()
        .filter(part -> part.className().equals(className))
        .findFirst()
        .orElseThrow();
  }

  private static Event event(SubscriptionPart part, WmiObject object) {
    HostRecord record =
        new HostRecord(
            new Origin(WmiSubscriptions.NAME, 1),
            Instant.EPOCH,
            part.action(),
            part.item(NAMESPACE, object).values());
    return new Normalizer(Clock.systemUTC()).normalize(record).build();
  }

  @Test
  void aFilterSaysWhenAndWhoMadeIt() {
    Event event =
        event(
            part("__EventFilter"),
            new WmiObject(
                "__EventFilter",
                "__EventFilter.Name=\"Example\"",
                Map.of(
                    "CreatorSID", "01020000000000052000000020020000",
                    "EventNamespace", "root\\cimv2",
                    "Name", "Example",
                    "Query", "SELECT * FROM __InstanceModificationEvent WITHIN 60",
                    "QueryLanguage", "WQL")));
    assertEquals(EventType.WMI_FILTER, event.type());
    assertEquals("S-1-5-32-544", event.text(Field.USER_ID).orElse(""));
    assertEquals("root\\cimv2", event.source().get("winlog.event_data.EventNamespace"));
    assertEquals("WQL", event.source().get("windows.wmi.QueryLanguage"));
    assertEquals(NAMESPACE, event.source().get("windows.wmi.namespace"));
    assertEquals("T1546.003", event.source().get("windows.autorun.technique"));
  }

  @Test
  void aConsumerSaysWhatIsStarted() {
    Event command =
        event(
            part("__EventConsumer"),
            new WmiObject(
                "CommandLineEventConsumer",
                "CommandLineEventConsumer.Name=\"Example\"",
                Map.of(
                    "Name",
                    "Example",
                    "CommandLineTemplate",
                    "cmd.exe /c a.cmd",
                    "KillTimeout",
                    "0")));
    assertEquals(EventType.WMI_CONSUMER, command.type());
    assertEquals("Command Line", command.source().get("winlog.event_data.Type"));
    assertEquals("cmd.exe /c a.cmd", command.source().get("winlog.event_data.Destination"));
    assertEquals(Optional.empty(), command.text(Field.USER_ID));
    Event other =
        event(
            part("__EventConsumer"),
            new WmiObject("MyConsumer", "MyConsumer.Name=\"x\"", Map.of("Name", "x")));
    assertEquals("MyConsumer", other.source().get("winlog.event_data.Type"));
  }

  @Test
  void aBindingNamesBoth() {
    Event event =
        event(
            part("__FilterToConsumerBinding"),
            new WmiObject(
                "__FilterToConsumerBinding",
                "path",
                Map.of(
                    "Filter", "__EventFilter.Name=\"Example\"",
                    "Consumer", "CommandLineEventConsumer.Name=\"Example\"")));
    assertEquals(EventType.WMI_BINDING, event.type());
    assertEquals(
        "CommandLineEventConsumer.Name=\"Example\"",
        event.source().get("winlog.event_data.Consumer"));
  }

  @Test
  void anotherCommandIsAnotherState() {
    SubscriptionPart part = part("__EventConsumer");
    Item one = part.item(NAMESPACE, new WmiObject("C", "p", Map.of("ScriptText", "a")));
    Item other = part.item(NAMESPACE, new WmiObject("C", "p", Map.of("ScriptText", "b")));
    assertNotEquals(one.state(), other.state());
  }

  @Test
  void whatIsNoIdentifierStaysAsItIs() {
    assertEquals("S-1-5-18", Sid.text("010100000000000512000000"));
    assertEquals("0105", Sid.text("0105"));
    assertEquals("text", Sid.text("text"));
    assertEquals("01ff000000000005", Sid.text("01ff000000000005"));
  }
}
