package dev.ring3.search.detect.correlate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a correlator remembers: magic, version, the rules with the names of their hits'
 * values, what was processed, waiting hits, then for each correlation its definition and groups; at
 * the end the CRC-32C of all that. For one use, in the order of the methods.
 */
final class StateWriter {
  static final int MAGIC = 0x52334353;
  static final int VERSION = 1;

  private final CorrelationPlan plan;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CRC32C sum = new CRC32C();
  private final DataOutputStream out = new DataOutputStream(new CheckedOutputStream(bytes, sum));

  StateWriter(CorrelationPlan plan) {
    this.plan = plan;
    write(
        () -> {
          out.writeInt(MAGIC);
          out.writeInt(VERSION);
          out.writeInt(plan.sources().size());
          for (Source source : plan.sources()) {
            text(source.about().id());
            texts(source.names());
          }
        });
  }

  /** By what a correlation is known again. */
  static String definition(Node node) {
    return node.correlation() + " " + node.inputs().stream().map(input -> input.id()).toList();
  }

  void processed(@Nullable Instant processed) {
    write(() -> time(processed));
  }

  void hits(List<Hit> hits) {
    write(
        () -> {
          out.writeInt(hits.size());
          for (Hit hit : hits) {
            hit(hit);
          }
          out.writeInt(plan.nodes().size());
        });
  }

  void groups(int node, Collection<Group> groups) {
    write(
        () -> {
          text(plan.nodes().get(node).about().id());
          text(definition(plan.nodes().get(node)));
          out.writeInt(groups.size());
          for (Group group : groups) {
            texts(group.values());
            time(group.told().orElse(null));
            time(group.opened().orElse(null));
            out.writeLong(group.dropped());
            out.writeInt(group.entries().size());
            for (Entry entry : group.entries()) {
              entry(entry);
            }
          }
        });
  }

  byte[] bytes() {
    ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue());
    bytes.writeBytes(end.array());
    return bytes.toByteArray();
  }

  private void entry(Entry entry) throws IOException {
    time(entry.time());
    time(entry.start());
    out.writeInt(entry.input());
    texts(entry.values());
    out.writeLong(entry.events());
    hit(entry.last());
  }

  private void hit(Hit hit) throws IOException {
    out.writeInt(plan.sources().indexOf(hit.source()));
    time(hit.time());
    for (String value : hit.values()) {
      optional(value);
    }
    optional(hit.who().host());
    optional(hit.who().system());
    optional(hit.who().user());
    optional(hit.who().entity());
    optional(hit.who().program());
  }

  private void time(@Nullable Instant time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private void texts(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  private void optional(@Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(text);
    }
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /** What writes to memory, which cannot fail. */
  private interface Writing {
    void run() throws IOException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
