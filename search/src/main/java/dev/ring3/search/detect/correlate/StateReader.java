package dev.ring3.search.detect.correlate;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. For one use, in the order of the methods. */
final class StateReader {
  private final CorrelationPlan plan;
  private final DataInputStream in;
  private final List<SourceThen> sources = new ArrayList<>();

  /** A rule as it was; null if it is not needed any more. */
  private record SourceThen(@Nullable Source now, List<String> names) {}

  StateReader(CorrelationPlan plan, byte[] state) {
    this.plan = plan;
    int length = state.length - Integer.BYTES;
    if (length < 2 * Integer.BYTES) {
      throw new StateException("it ends too early");
    }
    CRC32C sum = new CRC32C();
    sum.update(state, 0, length);
    if (ByteBuffer.wrap(state).getInt(length) != (int) sum.getValue()) {
      throw new StateException("its checksum is wrong");
    }
    in = new DataInputStream(new ByteArrayInputStream(state, 0, length));
    read(
        () -> {
          int magic = in.readInt();
          int version = in.readInt();
          if (magic != StateWriter.MAGIC || version != StateWriter.VERSION) {
            throw new StateException("it is of another version of Ring3");
          }
          for (int count = in.readInt(); count > 0; count--) {
            sources.add(source(text(), texts()));
          }
          return sources.size();
        });
  }

  private SourceThen source(String id, List<String> names) {
    return new SourceThen(
        plan.sources().stream()
            .filter(source -> source.about().id().equals(id))
            .findFirst()
            .orElse(null),
        names);
  }

  Optional<Instant> processed() {
    return read(this::time);
  }

  /** Hands on the hits that waited. */
  void hits(Consumer<Hit> action) {
    read(
        () -> {
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            hit().ifPresent(action);
          }
          return count;
        });
  }

  /** Hands on the groups with the number of their correlation. */
  void groups(BiConsumer<Integer, Group> action) {
    read(
        () -> {
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            groupsOfNode(action);
          }
          return count;
        });
  }

  private void groupsOfNode(BiConsumer<Integer, Group> action) throws IOException {
    Optional<Integer> node = node(text(), text());
    for (int count = in.readInt(); count > 0; count--) {
      List<String> values = texts();
      Optional<Instant> told = time();
      Optional<Instant> opened = time();
      long dropped = in.readLong();
      List<Entry> entries = new ArrayList<>();
      boolean isWhole = true;
      for (int of = in.readInt(); of > 0; of--) {
        Optional<Entry> entry = entry();
        entry.ifPresent(entries::add);
        isWhole &= entry.isPresent();
      }
      if (node.isPresent() && isWhole && !entries.isEmpty()) {
        Group group = new Group(plan.nodes().get(node.orElseThrow()), values);
        group.resume(told.orElse(null), opened.orElse(null), dropped);
        entries.forEach(group::add);
        action.accept(node.orElseThrow(), group);
      }
    }
  }

  private Optional<Integer> node(String id, String definition) {
    for (int i = 0; i < plan.nodes().size(); i++) {
      Node node = plan.nodes().get(i);
      if (node.about().id().equals(id) && StateWriter.definition(node).equals(definition)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> entry() throws IOException {
    Instant time = time().orElseThrow(() -> new StateException("an entry has no time"));
    Instant start = time().orElseThrow(() -> new StateException("an entry has no start"));
    int input = in.readInt();
    List<String> values = texts();
    long events = in.readLong();
    return hit().map(last -> new Entry(time, start, input, values, events, last));
  }

  /** Empty for a rule that is not needed any more. */
  private Optional<Hit> hit() throws IOException {
    int number = in.readInt();
    if (number < 0 || number >= sources.size()) {
      throw new StateException("a hit is of no rule");
    }
    SourceThen source = sources.get(number);
    Instant time = time().orElseThrow(() -> new StateException("a hit has no time"));
    List<Optional<String>> values = new ArrayList<>();
    for (int i = 0; i < source.names().size(); i++) {
      values.add(optional());
    }
    Who who =
        new Who(
            optional().orElse(null),
            optional().orElse(null),
            optional().orElse(null),
            optional().orElse(null),
            optional().orElse(null));
    Source now = source.now();
    if (now == null) {
      return Optional.empty();
    }
    @Nullable String[] placed = new String[now.names().size()];
    for (int i = 0; i < placed.length; i++) {
      int then = source.names().indexOf(now.names().get(i));
      placed[i] = then < 0 ? null : values.get(then).orElse(null);
    }
    return Optional.of(new Hit(time, now, placed, who));
  }

  private Optional<Instant> time() throws IOException {
    return in.readBoolean()
        ? Optional.of(Instant.ofEpochSecond(in.readLong(), in.readInt()))
        : Optional.empty();
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      texts.add(text());
    }
    return texts;
  }

  private Optional<String> optional() throws IOException {
    return in.readBoolean() ? Optional.of(text()) : Optional.empty();
  }

  private String text() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException();
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** What reads from memory, which ends where the state was cut. */
  private interface Reading<T> {
    T run() throws IOException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException | DateTimeException | ArithmeticException e) {
      throw new StateException("it does not hold together", e);
    }
  }
}
