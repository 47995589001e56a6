package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.InType;
import dev.ring3.collector.decode.etw.OutType;
import dev.ring3.collector.decode.etw.Size;
import dev.ring3.collector.decode.etw.ValueMap;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an instrumentation manifest (eventman.xsd), as EventSource providers write it: events,
 * templates and maps of one provider. Nothing outside of the manifest is read for it.
 *
 * <p>At most {@link #MAX_EVENTS} events.
 */
final class EventSourceManifest {
  static final int MAX_EVENTS = 4096;

  private static final XMLInputFactory XML = factory();
  private static final Map<String, InType> TYPES =
      Map.ofEntries(
          Map.entry("win:UnicodeString", InType.UTF16),
          Map.entry("win:AnsiString", InType.ANSI),
          Map.entry("win:Int8", InType.I8),
          Map.entry("win:UInt8", InType.U8),
          Map.entry("win:Int16", InType.I16),
          Map.entry("win:UInt16", InType.U16),
          Map.entry("win:Int32", InType.I32),
          Map.entry("win:UInt32", InType.U32),
          Map.entry("win:Int64", InType.I64),
          Map.entry("win:UInt64", InType.U64),
          Map.entry("win:Float", InType.F32),
          Map.entry("win:Double", InType.F64),
          Map.entry("win:Boolean", InType.BOOL),
          Map.entry("win:Binary", InType.BINARY),
          Map.entry("win:GUID", InType.GUID),
          Map.entry("win:Pointer", InType.POINTER),
          Map.entry("win:FILETIME", InType.FILETIME),
          Map.entry("win:SYSTEMTIME", InType.SYSTEMTIME),
          Map.entry("win:SID", InType.SID),
          Map.entry("win:HexInt32", InType.HEX32),
          Map.entry("win:HexInt64", InType.HEX64),
          Map.entry("trace:UnicodeChar", InType.UTF16_UNIT),
          Map.entry("trace:SizeT", InType.SIZE));

  private String provider = "";
  private @Nullable UUID guid;
  private final Map<String, List<FieldLayout>> templates = new HashMap<>();
  private final Map<String, ValueMap> maps = new HashMap<>();
  private final Map<String, String> strings = new HashMap<>();
  private final List<Map<String, String>> events = new ArrayList<>();
  private final List<RawField> fields = new ArrayList<>();
  private String template = "";

  /** A field whose map and template may come later in the file. */
  private record RawField(String template, Map<String, String> attributes) {}

  private record RawMap(String name, boolean isBits, Map<Long, String> words) {}

  private EventSourceManifest() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** The layouts of a manifest's events; none if it makes no sense. */
  static Map<EventKey, EventLayout> read(byte[] manifest) {
    EventSourceManifest reader = new EventSourceManifest();
    try {
      reader.parse(
          XML.createXMLStreamReader(
              new StringReader(new String(manifest, StandardCharsets.UTF_8))));
      return reader.layouts();
    } catch (XMLStreamException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  private void parse(XMLStreamReader xml) throws XMLStreamException {
    List<RawMap> rawMaps = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      Map<String, String> attributes = attributes(xml);
      switch (xml.getLocalName()) {
        case "provider" -> {
          provider = attributes.getOrDefault("name", "");
          guid = UUID.fromString(attributes.getOrDefault("guid", "").replaceAll("[{}]", ""));
        }
        case "event" -> events.add(attributes);
        case "template" -> template = attributes.getOrDefault("tid", "");
        case "data" -> fields.add(new RawField(template, attributes));
        case "valueMap", "bitMap" ->
            rawMaps.add(
                new RawMap(
                    attributes.getOrDefault("name", ""),
                    xml.getLocalName().equals("bitMap"),
                    new HashMap<>()));
        case "map" -> {
          if (!rawMaps.isEmpty()) {
            rawMaps
                .getLast()
                .words
                .put(
                    Long.decode(attributes.getOrDefault("value", "")),
                    attributes.getOrDefault("message", ""));
          }
        }
        case "string" ->
            strings.putIfAbsent(
                attributes.getOrDefault("id", ""), attributes.getOrDefault("value", ""));
        default -> {
          // tasks, opcodes, keywords and levels are in the records' headers
        }
      }
    }
    for (RawMap map : rawMaps) {
      Map<Long, String> words = new HashMap<>();
      map.words.forEach((number, message) -> words.put(number, word(message)));
      maps.put(map.name, new ValueMap(map.isBits, words));
    }
    for (RawField field : fields) {
      templates
          .computeIfAbsent(field.template, t -> new ArrayList<>())
          .add(field(field.attributes));
    }
  }

  private static Map<String, String> attributes(XMLStreamReader xml) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return attributes;
  }

  /** The text that a message like {@code $(string.map_Name)} stands for. */
  private String word(String message) {
    boolean isReference = message.startsWith("$(string.") && message.endsWith(")");
    return isReference
        ? strings.getOrDefault(
            message.substring("$(string.".length(), message.length() - 1), message)
        : message;
  }

  private FieldLayout field(Map<String, String> attributes) {
    String name = attributes.getOrDefault("name", "");
    String word = attributes.getOrDefault("inType", "");
    InType type = TYPES.get(word);
    if (type == null) {
      throw new IllegalArgumentException(name + " has the unknown type " + word);
    }
    return new FieldLayout(
        name,
        type,
        attributes.getOrDefault("outType", "").equals("xs:boolean") && type != InType.BOOL
            ? OutType.BOOLEAN
            : OutType.PLAIN,
        size(attributes.get("count")),
        size(attributes.get("length")),
        List.of(),
        maps.get(attributes.getOrDefault("map", "")));
  }

  private static Size size(@Nullable String text) {
    if (text == null) {
      return new Size.Own();
    }
    return text.chars().allMatch(Character::isDigit)
        ? new Size.Fixed(Integer.parseInt(text))
        : new Size.OfField(text);
  }

  private @Nullable String name(Map<String, String> event) {
    String symbol = event.get("symbol");
    return symbol == null ? event.get("task") : symbol;
  }

  private Map<EventKey, EventLayout> layouts() {
    Map<EventKey, EventLayout> layouts = new HashMap<>();
    if (guid == null || events.size() > MAX_EVENTS) {
      return layouts;
    }
    for (Map<String, String> event : events) {
      EventKey key =
          new EventKey(
              guid,
              Integer.decode(event.getOrDefault("value", "")),
              Integer.decode(event.getOrDefault("version", "0")));
      List<FieldLayout> own = templates.getOrDefault(event.getOrDefault("template", ""), List.of());
      layouts.put(key, new EventLayout(provider, name(event), own));
    }
    return layouts;
  }
}
