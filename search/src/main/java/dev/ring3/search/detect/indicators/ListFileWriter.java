package dev.ring3.search.detect.indicators;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link ListFile}: takes indicators one by one into a file beside it, then puts them in
 * order. Of equal ones the first counts. For one thread. Memory: some 40 bytes for each indicator.
 */
final class ListFileWriter implements Consumer<Indicator>, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path values;
  private final DataOutputStream out;
  private final Map<IndicatorType, List<Place>> places = new EnumMap<>(IndicatorType.class);
  private final BitSet prefixes = new BitSet();
  private @Nullable Instant last = Instant.MIN;
  private long written;

  private record Place(long fingerprint, long at) {}

  /**
   * @param values where values are gathered; must not exist, and is deleted at the end
   */
  ListFileWriter(Path values) throws IOException {
    this.values = values;
    OwnerOnly.createFile(values);
    this.out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(values), BUFFER));
  }

  @Override
  public void accept(Indicator indicator) {
    long fingerprint = Fingerprint.of(indicator.type(), indicator.value(), 0);
    places
        .computeIfAbsent(indicator.type(), _type -> new ArrayList<>())
        .add(new Place(fingerprint, written));
    if (indicator.type() == IndicatorType.NETWORK) {
      String value = indicator.value();
      int bits = Integer.parseInt(value.substring(value.indexOf('/') + 1));
      prefixes.set(value.indexOf(':') < 0 ? bits : ListFile.V6 + bits);
    }
    last = later(last, indicator.expires());
    try {
      written += write(indicator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other == null ? null : one.isAfter(other) ? one : other;
  }

  private long write(Indicator indicator) throws IOException {
    int before = out.size();
    text(indicator.value());
    Instant expires = indicator.expires();
    out.writeBoolean(expires != null);
    if (expires != null) {
      out.writeLong(expires.getEpochSecond());
    }
    text(indicator.description());
    return Integer.toUnsignedLong(out.size() - before);
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /** How many indicators there are; after {@link #complete} those that differ. */
  long size() {
    return places.values().stream().mapToLong(List::size).sum();
  }

  /** When the last of them ends, and how many there are of each kind; rest as given. */
  ListHeader complete(ListHeader draft) {
    places.replaceAll((_type, all) -> distinct(all));
    Map<IndicatorType, Integer> counts = new EnumMap<>(IndicatorType.class);
    places.forEach((type, all) -> counts.put(type, all.size()));
    return new ListHeader(
        draft.name(), draft.file(), draft.format(), draft.imported(), draft.level(), last, counts);
  }

  /** In order, of equal ones the first. */
  private static List<Place> distinct(List<Place> all) {
    all.sort(Comparator.comparingLong(Place::fingerprint).thenComparingLong(Place::at));
    int kept = 0;
    for (Place place : all) {
      if (kept == 0 || all.get(kept - 1).fingerprint() != place.fingerprint()) {
        all.set(kept++, place);
      }
    }
    return all.subList(0, kept);
  }

  /** Writes the whole list, once it is complete, to a new file. */
  void finish(ListHeader header, Path target) throws IOException {
    out.flush();
    OwnerOnly.createFile(target);
    CRC32C sum = new CRC32C();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
      DataOutputStream to = new DataOutputStream(new CheckedOutputStream(file, sum));
      to.writeInt(ListFile.MAGIC);
      to.writeInt(ListFile.VERSION);
      long start = 2L * Integer.BYTES + header(header, to);
      start += size() * 2 * Long.BYTES;
      for (List<Place> all : places.values()) {
        for (Place place : all) {
          to.writeLong(place.fingerprint());
        }
        for (Place place : all) {
          to.writeLong(start + place.at());
        }
      }
      Files.copy(values, to);
      new DataOutputStream(file).writeInt((int) sum.getValue());
    }
  }

  private int header(ListHeader header, DataOutputStream to) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(bytes);
    fields.writeUTF(header.name());
    fields.writeUTF(header.file());
    fields.writeUTF(header.format());
    fields.writeLong(header.imported().getEpochSecond());
    fields.writeUTF(header.level().word());
    Instant ends = header.expires();
    fields.writeBoolean(ends != null);
    if (ends != null) {
      fields.writeLong(ends.getEpochSecond());
    }
    fields.writeByte(header.counts().size());
    for (Map.Entry<IndicatorType, Integer> kind : header.counts().entrySet()) {
      fields.writeUTF(kind.getKey().word());
      fields.writeInt(kind.getValue());
    }
    long[] bits = prefixes.toLongArray();
    fields.writeByte(bits.length);
    for (long each : bits) {
      fields.writeLong(each);
    }
    to.write(bytes.toByteArray());
    return bytes.size();
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(values);
  }
}
