package dev.ring3.collector.decode.etw.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ring3.collector.decode.etw.DataWriter;
import dev.ring3.collector.decode.etw.DecodedEvent;
import dev.ring3.collector.decode.etw.EventKey;
import dev.ring3.collector.decode.etw.EventLayout;
import dev.ring3.etw.EtwHeader;
import dev.ring3.etw.EtwHeader.Kind;
import dev.ring3.etw.EtwRecord;
import dev.ring3.etw.ExtendedItem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Layouts that records bring along, written by hand. */
class EmbeddedSchemasTest {
  private static final UUID PROVIDER = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final UUID TRACE_CONTROL = UUID.fromString("bbccf6c1-6cd1-48c4-80ff-839482e37671");

  private static final String MANIFEST =
      """
      <instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events">
       <instrumentation><events>
        <provider name="Own-Source" guid="{11111111-2222-3333-4444-555555555555}">
         <tasks><task name="Greet" value="7"/></tasks>
         <maps><valueMap name="Mood"><map value="0x1" message="$(string.map_Good)"/></valueMap></maps>
         <events><event value="7" version="2" task="Greet" template="GreetArgs"/></events>
         <templates><template tid="GreetArgs">
          <data name="who" inType="win:UnicodeString"/>
          <data name="mood" inType="win:UInt32" map="Mood"/>
          <data name="size" inType="win:UInt32"/>
          <data name="data" inType="win:Binary" length="size"/>
         </template></templates>
        </provider>
       </events></instrumentation>
       <localization><resources culture="en"><stringTable>
        <string id="map_Good" value="good"/>
       </stringTable></resources></localization>
      </instrumentationManifest>
      """;

  private final EtwDecoder decoder = new EtwDecoder(new Catalogue(Map.of(), Map.of()));

  private static EtwRecord record(
      UUID provider, int id, int version, byte[] data, ExtendedItem... items) {
    Kind kind = provider.equals(TRACE_CONTROL) ? Kind.CLASSIC : Kind.EVENT;
    EtwHeader header =
        new EtwHeader(kind, provider, id, version, 0, 0, 0, 0, 0, 8, 1L, 2L, 0, 0, null, 0);
    return new EtwRecord(header, List.of(items), data);
  }

  private static EtwRecord chunk(int total, int number, byte[] part) {
    DataWriter data = new DataWriter().u8(1).u8(1).u8(0).u8(0x5b).u16(total).u16(number);
    byte[] envelope = data.bytes();
    byte[] whole = Arrays.copyOf(envelope, envelope.length + part.length);
    System.arraycopy(part, 0, whole, envelope.length, part.length);
    return record(PROVIDER, 0xfffe, 0, whole);
  }

  private static byte[] greeting() {
    return new DataWriter().utf16("you").u32(1).u32(2).hex("0aff").bytes();
  }

  @Test
  void manifestsInPiecesInAnyOrder() {
    byte[] manifest = MANIFEST.getBytes(StandardCharsets.UTF_8);
    int half = manifest.length / 2;
    decoder.learn(chunk(2, 1, Arrays.copyOfRange(manifest, half, manifest.length)));
    EtwRecord event = record(PROVIDER, 7, 2, greeting());
    assertTrue(decoder.decode(event).isEmpty());
    decoder.learn(chunk(2, 0, Arrays.copyOf(manifest, half)));
    DecodedEvent decoded = decoder.decode(event).orElseThrow();
    assertEquals("Own-Source", decoded.layout().provider());
    assertEquals("Greet", decoded.layout().event());
    assertEquals(
        Map.of("who", "you", "mood", "good", "size", "2", "data", "0AFF"), decoded.texts());
  }

  @Test
  void aManifestReadsNothingFromOutside() {
    String hostile =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + MANIFEST.replace("Own-Source", "&e;");
    decoder.learn(chunk(1, 0, hostile.getBytes(StandardCharsets.UTF_8)));
    assertTrue(decoder.decode(record(PROVIDER, 7, 2, greeting())).isEmpty());
  }

  /** A block as TdhGetEventInformation fills it: a count, and an array of structs that long. */
  private static byte[] traceEventInfo() {
    DataWriter names = new DataWriter();
    int properties = 4;
    int start = 112 + properties * 24;
    int[] at = new int[6];
    String[] texts = {"Own-Provider", "Task ", "Count", "Entry", "Id", "Name"};
    int next = start;
    for (int i = 0; i < texts.length; i++) {
      at[i] = next;
      names.utf16(texts[i]);
      next += 2 * texts[i].length() + 2;
    }
    DataWriter block = new DataWriter();
    block.hex("11111111222233334444555555555555").u64(0).u64(0);
    block.u16(9).u8(1).u8(0).u8(4).u8(0).u16(3).u64(0); // descriptor
    block.u32(0).u32(at[0]).u32(0).u32(0).u32(0).u32(at[1]).u32(0);
    block.u32(0).u32(0).u32(0).u32(0).u32(0).u32(0);
    block.u32(properties).u32(2).u32(0);
    block.u32(0).u32(at[2]).u16(8).u16(0).u32(0).u16(1).u16(4).u32(0);
    block.u32(1 | 4).u32(at[3]).u16(2).u16(2).u32(0).u16(0).u16(0).u32(0);
    block.u32(0).u32(at[4]).u16(6).u16(0).u32(0).u16(1).u16(2).u32(0);
    block.u32(0).u32(at[5]).u16(1).u16(0).u32(0).u16(1).u16(0).u32(0);
    byte[] head = block.bytes();
    byte[] tail = names.bytes();
    byte[] whole = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }

  @Test
  void traceEventInfoInTheTrace() {
    decoder.learn(record(TRACE_CONTROL, 32, 0, traceEventInfo()));
    byte[] data = new DataWriter().u32(2).u16(5).utf16("a").u16(6).utf16("b").bytes();
    DecodedEvent decoded = decoder.decode(record(PROVIDER, 9, 1, data)).orElseThrow();
    assertEquals("Own-Provider", decoded.layout().provider());
    assertEquals("Task", decoded.layout().event());
    assertEquals(Map.of("Count", "2", "Entry", "{Id=5, Name=a},{Id=6, Name=b}"), decoded.texts());
    assertTrue(decoded.isExact());
  }

  @Test
  void whatTheCatalogueKnowsKeepsItsNames() {
    EventLayout ours = new EventLayout("Our-Provider", "OurEvent", List.of());
    EtwDecoder knowing =
        new EtwDecoder(
            new Catalogue(
                Map.of(new EventKey(PROVIDER, 9, 4), ours), Map.of(PROVIDER, "Our-Provider")));
    knowing.learn(record(TRACE_CONTROL, 32, 0, traceEventInfo()));
    byte[] data = new DataWriter().u32(0).bytes();
    EventLayout used = knowing.decode(record(PROVIDER, 9, 1, data)).orElseThrow().layout();
    assertEquals("Our-Provider", used.provider());
    assertEquals("OurEvent", used.event());
    assertEquals(2, used.fields().size());
  }

  private static byte[] metadata() {
    return new DataWriter()
        .u16(0)
        .u8(0x81)
        .u8(0)
        .ansi("Own event")
        .ansi("text")
        .u8(2)
        .ansi("flag")
        .u8(0x84)
        .u8(3)
        .ansi("ids")
        .u8(0x40 | 8)
        .ansi("raw")
        .u8(14)
        .ansi("pair")
        .u8(0x80 | 24)
        .u8(2)
        .ansi("left")
        .u8(6)
        .ansi("right")
        .u8(0x20 | 4)
        .u16(2)
        .bytes();
  }

  private static byte[] traits() {
    return new DataWriter().u16(10).ansi("Own-TL").bytes();
  }

  @Test
  void traceLogging() {
    byte[] data =
        new DataWriter()
            .ansi("hi")
            .u8(1)
            .u16(2)
            .u32(7)
            .u32(8)
            .u16(1)
            .hex("ff")
            .u16(3)
            .hex("0102")
            .bytes();
    EtwRecord event =
        record(
            PROVIDER, 0, 0, data, new ExtendedItem(11, metadata()), new ExtendedItem(12, traits()));
    DecodedEvent decoded = decoder.decode(event).orElseThrow();
    assertEquals("Own-TL", decoded.layout().provider());
    assertEquals("Own event", decoded.layout().event());
    assertEquals(
        Map.of(
            "text",
            "hi",
            "flag",
            "true",
            "ids",
            "7,8",
            "raw",
            "FF",
            "pair",
            "{left=3, right=0102}"),
        decoded.texts());
    assertTrue(decoded.isExact());
  }

  /** Foreign metadata may be anything; it must cost no more than its own events. */
  @Test
  void changedMetadataNeverThrow() {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("EmbeddedSchemasTest seed " + seed);
    Random random = new Random(seed);
    byte[][] originals = {metadata(), traceEventInfo(), MANIFEST.getBytes(StandardCharsets.UTF_8)};
    byte[] data = new byte[512];
    int decoded = 0;
    for (int round = 0; round < 20_000; round++) {
      int which = round % 3;
      byte[] changed = originals[which].clone();
      for (int i = 1 << random.nextInt(4); i > 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      random.nextBytes(data);
      EtwRecord event =
          switch (which) {
            case 0 -> record(PROVIDER, 0, 0, data, new ExtendedItem(11, changed));
            case 1 -> record(PROVIDER, 9, 1, data);
            default -> record(PROVIDER, 7, 2, data);
          };
      decoder.learn(which == 1 ? record(TRACE_CONTROL, 32, 0, changed) : chunk(1, 0, changed));
      decoded += decoder.decode(event).map(e -> e.texts().size()).orElse(0);
    }
    assertTrue(decoded > 0, "seed " + seed);
  }
}
