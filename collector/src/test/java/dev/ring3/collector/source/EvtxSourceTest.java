package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ring3.collector.evtx.EventXml;
import dev.ring3.collector.source.WindowsRecord.WindowsSystem;
import dev.ring3.collector.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** The records against another decoder's JSON of the same logs, value by value. */
class EvtxSourceTest {
  private static final Pattern GUID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}?");

  /** This JSON was altered by hand: its log's only such text ends in EXE. */
  private static final long ALTERED_RECORD = 23_419_552;

  private static final String ALTERED_NAME = "winlog.event_data.ParentCommandLine";

  @Test
  void everyValueEqualsTheOtherDecoders() throws IOException {
    List<Path> files = Captures.files("sigma/regression", ".json");
    assertEquals(88, files.size());
    int compared = 0;
    for (Path json : files) {
      Map<Long, WindowsRecord> records = records(json);
      for (JsonNode document : documents(json)) {
        JsonNode event = document.path("Event");
        long id = event.path("System").path("EventRecordID").asLong();
        WindowsRecord record = records.get(id);
        assertNotNull(record, () -> json + ": no record " + id);
        Map<String, String> expected = expected(event);
        if (id == ALTERED_RECORD) {
          expected.replace(ALTERED_NAME, "C:\\Windows\\Explorer.exe", "C:\\Windows\\Explorer.EXE");
        }
        assertEquals(expected, actual(record), () -> json + ", record " + id);
        compared++;
      }
    }
    assertEquals(113, compared);
  }

  /** The XML is written from the other decoder's JSON, in the shape that Windows gives it. */
  @Test
  void theSameRecordsAsXmlHaveTheSameValues() throws Exception {
    EventXml reader = new EventXml();
    int compared = 0;
    for (Path json : Captures.files("sigma/regression", ".json")) {
      for (JsonNode document : documents(json)) {
        JsonNode event = document.path("Event");
        StringBuilder xml = new StringBuilder();
        element(xml, "Event", event, false);
        WindowsRecord record =
            WindowsRecords.of(reader.read(xml.toString()), new Origin("test", compared));
        assertEquals(expected(event), actual(record), xml::toString);
        compared++;
      }
    }
    assertEquals(113, compared);
  }

  private static void element(StringBuilder xml, String name, JsonNode node, boolean isData) {
    xml.append('<').append(isData ? "Data Name='" + escaped(name) + '\'' : name);
    node.path("#attributes")
        .properties()
        .forEach(
            a -> xml.append(' ' + a.getKey() + "='" + escaped(a.getValue().asString()) + '\''));
    xml.append('>');
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        if (child.getKey().equals("#text")) {
          xml.append(escaped(child.getValue().asString()));
        } else if (!child.getKey().equals("#attributes")) {
          element(xml, child.getKey(), child.getValue(), name.equals("EventData"));
        }
      }
    } else if (!node.isNull()) {
      xml.append(escaped(node.asString()));
    }
    xml.append("</").append(isData ? "Data" : name).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;")
        .replace("\r", "&#13;");
  }

  private static Map<Long, WindowsRecord> records(Path json) throws IOException {
    String name = json.toString().replace(".json", ".evtx");
    Map<Long, WindowsRecord> records = new HashMap<>();
    try (EvtxSource source = EvtxSource.open(name, Path.of(name))) {
      for (Optional<SourceItem> item = source.next(); item.isPresent(); item = source.next()) {
        switch (item.get()) {
          case WindowsRecord record ->
              records.put(Objects.requireNonNull(record.system().recordId()), record);
          case LogEventRecord other -> throw new AssertionError(other);
          case EcsRecord other -> throw new AssertionError(other);
          case AuditEventRecord other -> throw new AssertionError(other);
          case HostRecord other -> throw new AssertionError(other);
          case EtwEventRecord other -> throw new AssertionError(other);
          case Damage damage -> throw new AssertionError(damage);
          case Skipped skipped -> throw new AssertionError(skipped);
        }
      }
    }
    return records;
  }

  /** The files hold one document or several in a row. */
  private static List<JsonNode> documents(Path json) throws IOException {
    String text = Files.readString(json).replace("\uFEFF", "");
    try (MappingIterator<JsonNode> documents =
        JsonMapper.shared().readerFor(JsonNode.class).readValues(text)) {
      List<JsonNode> all = documents.readAll();
      assertFalse(all.isEmpty());
      return all;
    }
  }

  private static Map<String, String> expected(JsonNode event) {
    Map<String, String> values = new TreeMap<>();
    JsonNode system = event.path("System");
    put(values, "Provider", system.at("/Provider/#attributes/Name"));
    put(values, "Guid", system.at("/Provider/#attributes/Guid"));
    JsonNode id = system.path("EventID");
    put(values, "EventID", id.isObject() ? id.path("#text") : id);
    for (String name : List.of("Version", "Level", "Task", "Opcode", "Keywords", "EventRecordID")) {
      put(values, name, system.path(name));
    }
    put(values, "Channel", system.path("Channel"));
    put(values, "Computer", system.path("Computer"));
    put(values, "ActivityID", system.at("/Correlation/#attributes/ActivityID"));
    put(values, "RelatedActivityID", system.at("/Correlation/#attributes/RelatedActivityID"));
    put(values, "ProcessID", system.at("/Execution/#attributes/ProcessID"));
    put(values, "ThreadID", system.at("/Execution/#attributes/ThreadID"));
    put(values, "UserID", system.at("/Security/#attributes/UserID"));
    // The other decoder wrote microseconds when these files were made.
    String time = system.at("/TimeCreated/#attributes/SystemTime").asString();
    values.put("time", Instant.parse(time).truncatedTo(ChronoUnit.MICROS).toString());
    for (Map.Entry<String, JsonNode> data : event.path("EventData").properties()) {
      put(values, WindowsRecord.EVENT_DATA + data.getKey(), data.getValue());
    }
    return values;
  }

  private static void put(Map<String, String> values, String name, JsonNode value) {
    put(values, name, value.isNull() || value.isMissingNode() ? null : value.asString());
  }

  /**
   * Absent, null and empty are the same here; GUIDs compare without braces and case; the other
   * decoder cut white space off the end of texts when these files were made.
   */
  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      boolean guid = GUID.matcher(value).matches();
      values.put(
          name,
          guid ? value.replaceAll("[{}]", "").toUpperCase(Locale.ROOT) : value.stripTrailing());
    }
  }

  private static Map<String, String> actual(WindowsRecord record) {
    Map<String, String> values = new TreeMap<>();
    WindowsSystem system = record.system();
    put(values, "Provider", system.provider());
    put(values, "Guid", system.providerGuid());
    put(values, "EventID", system.eventId());
    put(values, "Version", system.version());
    put(values, "Level", system.level());
    put(values, "Task", system.task());
    put(values, "Opcode", system.opcode());
    put(values, "Keywords", system.keywords());
    put(values, "EventRecordID", text(system.recordId()));
    put(values, "Channel", system.channel());
    put(values, "Computer", system.computer());
    put(values, "ActivityID", system.activityId());
    put(values, "RelatedActivityID", system.relatedActivityId());
    put(values, "ProcessID", text(system.processId()));
    put(values, "ThreadID", text(system.threadId()));
    put(values, "UserID", system.userSid());
    values.put("time", record.time().truncatedTo(ChronoUnit.MICROS).toString());
    record.data().forEach((name, value) -> put(values, name, value));
    return values;
  }

  private static @Nullable String text(@Nullable Long number) {
    return number == null ? null : number.toString();
  }
}
