package dev.ring3.search.index.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Name;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/** What a document holds besides doc values is found whatever is read before it. */
class RestReaderTest {
  private static final int EVENTS = 3_000;
  private static final Field NAMED = Field.MESSAGE;

  /** Every seventh event has no prose; blocks end within the others. */
  private static boolean hasProse(int number) {
    return number % 7 != 3;
  }

  private static String prose(int number) {
    return "event " + number + " says " + "much ".repeat(number % 50);
  }

  @Test
  void oneAfterAnother() throws IOException {
    read(_at -> 1);
  }

  @Test
  void farApart() throws IOException {
    read(_at -> 97);
  }

  @Test
  void runsOfNeighboursAndGaps() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    read(_at -> random.nextInt(12) == 0 ? random.nextInt(17, 400) : random.nextInt(1, 4));
  }

  private static void read(IntUnaryOperator step) throws IOException {
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      write(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().getFirst().reader();
        assertEquals(EVENTS, leaf.maxDoc());
        RestReader rests = new RestReader(leaf);
        for (int at = 0; at < EVENTS; at += step.applyAsInt(at)) {
          if (hasProse(at)) {
            assertEquals(
                List.of(prose(at)),
                Rest.values(Objects.requireNonNull(rests.of(at)), new Name.OfField(NAMED)));
          } else {
            assertNull(rests.of(at));
          }
        }
      }
    }
  }

  private static void write(ByteBuffersDirectory directory) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(null);
    config.setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION));
    EventDocument document = new EventDocument();
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < EVENTS; i++) {
        Event.Builder event = Event.of(EventType.LOG_RECORD, Instant.EPOCH.plusSeconds(i));
        if (hasProse(i)) {
          event.set(NAMED, prose(i));
        }
        writer.addDocument(document.of(event.build(), 1, i));
      }
      writer.forceMerge(1);
    }
  }
}
