package dev.ring3.collector.evtx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.evtx.BinXmlWriter.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** BinXML of every kind, and the names its values get. */
class BinXmlTest {

  @Test
  void elementsWithoutTemplate() {
    EvtxRecord record =
        only(
            xml ->
                xml.open("Event", () -> xml.attribute("xmlns").text("urn:x"))
                    .content()
                    .open("System")
                    .content()
                    .open(
                        "Provider",
                        () -> xml.attribute("Name").text("P"),
                        () -> xml.attribute("EventSourceName").text("old"))
                    .closeEmpty()
                    .open("EventID", () -> xml.attribute("Qualifiers").text("16384"))
                    .content()
                    .text("42")
                    .end()
                    .open(
                        "TimeCreated",
                        () -> xml.attribute("SystemTime").text("2024-05-06T07:08:09.1234567Z"))
                    .closeEmpty()
                    .open("Computer")
                    .closeEmpty()
                    .end()
                    .open("EventData")
                    .content()
                    .open("Data")
                    .content()
                    .text("one")
                    .end()
                    .open("Data", () -> xml.attribute("Name").text("Same"))
                    .content()
                    .text("a")
                    .end()
                    .open("Data", () -> xml.attribute("Name").text("Same"))
                    .content()
                    .text("b")
                    .end()
                    .open("Data", () -> xml.attribute("Name").text("Same"))
                    .closeEmpty()
                    .open("Data")
                    .content()
                    .text("two")
                    .end()
                    .open("Binary")
                    .content()
                    .text("0AFF")
                    .end()
                    .open("ComplexData", () -> xml.attribute("Name").text("C"))
                    .content()
                    .open("Data", () -> xml.attribute("Name").text("D"))
                    .content()
                    .text("d")
                    .end()
                    .end()
                    .end()
                    .end());
    assertEquals("P", record.system(SystemField.PROVIDER));
    assertEquals("42", record.system(SystemField.EVENT_ID));
    assertNull(record.system(SystemField.COMPUTER));
    assertEquals(Instant.parse("2024-05-06T07:08:09.1234567Z"), record.time());
    assertEquals(
        "{winlog.system.Provider.EventSourceName=old, winlog.system.EventID.Qualifiers=16384,"
            + " winlog.event_data.param1=one, winlog.event_data.Same=a,"
            + " winlog.event_data.Same#2=b, winlog.event_data.Same#3=,"
            + " winlog.event_data.param2=two, winlog.event_data.Binary=0AFF,"
            + " winlog.event_data.C.D=d}",
        record.data().toString());
  }

  @Test
  void textsOfSeveralPieces() {
    EvtxRecord record =
        only(
            xml ->
                xml.open("Event")
                    .content()
                    .open("EventData")
                    .content()
                    .open("Data", () -> xml.attribute("Name").text("X"))
                    .content()
                    .text("a ")
                    .cdata("<b>")
                    .charRef('c')
                    .entityRef("amp")
                    .entityRef("lt")
                    .entityRef("other")
                    .end()
                    .instruction("target", "data")
                    .open("Data")
                    .content()
                    .instruction("in", "side")
                    .text("x")
                    .end()
                    .end()
                    .end());
    assertEquals(
        Map.of("winlog.event_data.X", "a <b>c&<&other;", "winlog.event_data.param1", "x"),
        record.data());
  }

  @Test
  void userDataWithoutItsWrapper() {
    EvtxRecord record =
        only(
            xml ->
                xml.open("Event")
                    .content()
                    .open("UserData")
                    .content()
                    .open(
                        "EventXML",
                        () -> xml.attribute("xmlns:auto-ns3").text("u"),
                        () -> xml.attribute("kind").text("k"))
                    .content()
                    .open("Subject")
                    .content()
                    .text("s")
                    .end()
                    .open("Cert", () -> xml.attribute("name").text("n"))
                    .content()
                    .open("Oid")
                    .content()
                    .text("1.2")
                    .end()
                    .open("Oid")
                    .content()
                    .text("1.3")
                    .end()
                    .end()
                    .end()
                    .end()
                    .end());
    assertEquals(
        "{winlog.user_data.xml_name=EventXML, winlog.user_data.kind=k,"
            + " winlog.user_data.Subject=s, winlog.user_data.Cert.name=n,"
            + " winlog.user_data.Cert.Oid=1.2, winlog.user_data.Cert.Oid#2=1.3}",
        record.data().toString());
  }

  @Test
  void otherSections() {
    EvtxRecord record =
        only(
            xml ->
                xml.open("Event")
                    .content()
                    .open("ProcessingErrorData")
                    .content()
                    .open("ErrorCode")
                    .content()
                    .text("15005")
                    .end()
                    .end()
                    .open("DebugData")
                    .content()
                    .open("Component")
                    .content()
                    .text("c")
                    .end()
                    .end()
                    .open("RenderingInfo", () -> xml.attribute("Culture").text("en-US"))
                    .content()
                    .open("Message")
                    .content()
                    .text("It happened.")
                    .end()
                    .open("Keywords")
                    .content()
                    .open("Keyword")
                    .content()
                    .text("Audit")
                    .end()
                    .end()
                    .end()
                    .end());
    assertEquals(
        Map.of(
            "winlog.processing_error_data.ErrorCode", "15005",
            "winlog.debug_data.Component", "c",
            "winlog.rendering_info.Culture", "en-US",
            "winlog.rendering_info.Keywords.Keyword", "Audit"),
        record.data());
    assertEquals("It happened.", record.message());
  }

  @Test
  void arraysInNamelessDataAreSeveralData() {
    EvtxRecord record =
        only(
            xml ->
                xml.template(
                    1,
                    t ->
                        t.open("Event")
                            .content()
                            .open("EventData")
                            .content()
                            .open("Data")
                            .content()
                            .normal(0, 0x81)
                            .end()
                            .open("Data")
                            .content()
                            .normal(1, 1)
                            .end()
                            .end()
                            .end(),
                    List.of(
                        Value.array(ValueType.STRING, "a\0b\0".getBytes(StandardCharsets.UTF_16LE)),
                        Value.text("c"))));
    assertEquals(
        "{winlog.event_data.param1=a, winlog.event_data.param2=b, winlog.event_data.param3=c}",
        record.data().toString());
  }

  @Test
  void nullLeavesOptionalValuesOut() {
    EvtxRecord record =
        only(
            xml ->
                xml.template(
                    1,
                    t ->
                        t.open("Event")
                            .content()
                            .open("EventData")
                            .content()
                            .open("Data", () -> t.attribute("Name").text("Normal"))
                            .content()
                            .normal(0, 1)
                            .end()
                            .open("Data", () -> t.attribute("Name").text("Optional"))
                            .content()
                            .optional(0, 1)
                            .end()
                            .open(0, "Dependent")
                            .content()
                            .text("x")
                            .end()
                            .open(1, "Kept")
                            .content()
                            .text("y")
                            .end()
                            .open("Data", () -> t.attribute("Name").normal(1, 1))
                            .content()
                            .normal(1, 1)
                            .end()
                            .end()
                            .end(),
                    List.of(Value.of(ValueType.NULL), Value.text("v"))));
    assertEquals(
        Map.of(
            "winlog.event_data.Normal", "",
            "winlog.event_data.Kept", "y",
            "winlog.event_data.v", "v"),
        record.data());
  }

  @Test
  void binXmlAsValueStandsWhereTheValueStands() {
    EvtxWriter chunk = new EvtxWriter(1);
    chunk.add(xml -> xml.template(1, BinXmlTest::outer, List.of(Value.text("first"))));
    AtomicInteger definition = new AtomicInteger();
    chunk.add(
        xml -> {
          // token, version, id, offset, then the definition
          definition.set(xml.position() + 10);
          Consumer<BinXmlWriter> inner =
              t -> t.open("Data", () -> t.attribute("Name").text("N")).content().normal(0, 1).end();
          // The value starts behind the outer definition, the number of values, one descriptor.
          BinXmlWriter probe =
              new BinXmlWriter(xml.position(), false).template(2, BinXmlTest::outer, List.of());
          BinXmlWriter value =
              new BinXmlWriter(probe.position() + 4, false)
                  .header()
                  .template(3, inner, List.of(Value.text("deep")))
                  .eof();
          xml.template(2, BinXmlTest::outer, List.of(Value.of(ValueType.BINXML, value.bytes())));
        });
    chunk.add(xml -> xml.instance(2, definition.get(), List.of(Value.text("third"))));
    Items items = Items.of(EvtxWriter.file(chunk.chunk()));
    assertEquals(List.of(), items.damages());
    assertEquals(
        List.of(
            Map.of("winlog.event_data.text", "first"),
            Map.of("winlog.event_data.N", "deep"),
            Map.of("winlog.event_data.text", "third")),
        items.records().stream().map(EvtxRecord::data).toList());
  }

  private static void outer(BinXmlWriter t) {
    t.open("Event").content().open("EventData").content().optional(0, 0x21).end().end();
  }

  @Test
  void aValueTheRecordLacksIsReported() {
    Items items =
        Items.of(
            EvtxWriter.fileOf(
                xml ->
                    xml.template(
                        1,
                        t -> t.open("Event").content().open("X").content().normal(3, 1).end().end(),
                        List.of(Value.text("v")))));
    assertEquals(Map.of("winlog.x", ""), items.records().getFirst().data());
    assertEquals(
        "test.evtx: offset 4608: chunk 0, record 1,"
            + " the template needs value 3, the record has 1 values",
        items.damages().getFirst().toString());
  }

  @Test
  void elementsTooDeepAreDamage() {
    Items items =
        Items.of(
            EvtxWriter.fileOf(
                xml -> {
                  for (int i = 0; i < 1000; i++) {
                    xml.open("E").content();
                  }
                }));
    assertEquals(List.of(), items.records());
    assertTrue(items.damages().getFirst().problem().contains("more than 64 elements"));
  }

  @Test
  void fewBytesCannotMakeManyTexts() {
    byte[] large = new byte[20_000];
    Items items =
        Items.of(
            EvtxWriter.fileOf(
                xml ->
                    xml.template(
                        1,
                        t -> {
                          t.open("Event").content().open("X").content();
                          for (int i = 0; i < 2000; i++) {
                            t.normal(0, 0x0e);
                          }
                          t.end().end();
                        },
                        List.of(Value.of(ValueType.BINARY, large)))));
    assertEquals(List.of(), items.records());
    assertTrue(items.damages().getFirst().problem().contains("characters"));
  }

  private static EvtxRecord only(Consumer<BinXmlWriter> content) {
    Items items = Items.of(EvtxWriter.fileOf(content));
    assertEquals(List.of(), items.damages());
    assertEquals(1, items.records().size());
    return items.records().getFirst();
  }
}
