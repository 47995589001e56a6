package dev.ring3.search.detect.indicators;

import dev.ring3.search.detect.indicators.value.Indicator;
import dev.ring3.search.detect.indicators.value.IndicatorType;
import dev.ring3.search.sigma.rule.Level;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * A list as it is kept: header; for each kind its fingerprints, sorted, and where the value of each
 * is; the values; the CRC-32C of all that. {@link ListFileWriter} writes it.
 *
 * @param starts where the fingerprints of each kind start in the file; the places of the values
 *     follow them
 * @param fingerprints of each kind, sorted
 * @param prefixes bits of the networks in the list: IPv4's, and behind 64 those of IPv6
 */
record ListFile(
    Path path,
    ListHeader header,
    Map<IndicatorType, Long> starts,
    Map<IndicatorType, long[]> fingerprints,
    BitSet prefixes) {
  static final int MAGIC = 0x5233494c;
  static final int VERSION = 1;

  /** Where the lengths of IPv6's prefixes start among {@link #prefixes}. */
  static final int V6 = 64;

  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_RECORD = 16_384;

  ListFile {
    Objects.requireNonNull(path);
    Objects.requireNonNull(header);
  }

  /**
   * Reads header and fingerprints, and checks the whole file.
   *
   * @throws IOException if it is damaged, or of another version
   */
  static ListFile open(Path path) throws IOException {
    long length = Files.size(path) - Integer.BYTES;
    CRC32C sum = new CRC32C();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      Counting in = new Counting(new CheckedInputStream(file, sum));
      DataInputStream data = new DataInputStream(in);
      if (data.readInt() != MAGIC || data.readInt() != VERSION) {
        throw new IOException("it is no list of this version of Ring3");
      }
      ListHeader header = header(data);
      BitSet prefixes = BitSet.valueOf(longs(data, data.readUnsignedByte()));
      Map<IndicatorType, Long> starts = new EnumMap<>(IndicatorType.class);
      Map<IndicatorType, long[]> fingerprints = new EnumMap<>(IndicatorType.class);
      for (Map.Entry<IndicatorType, Integer> kind : header.counts().entrySet()) {
        if (2L * Long.BYTES * kind.getValue() > length) {
          throw new IOException("it was cut");
        }
        starts.put(kind.getKey(), in.passed);
        fingerprints.put(kind.getKey(), longs(data, kind.getValue()));
        data.skipNBytes((long) Long.BYTES * kind.getValue());
      }
      data.skipNBytes(length - in.passed);
      int expected = (int) sum.getValue();
      if (new DataInputStream(file).readInt() != expected) {
        throw new IOException("its checksum is wrong");
      }
      return new ListFile(path, header, starts, fingerprints, prefixes);
    } catch (EOFException | DateTimeException | IllegalArgumentException e) {
      throw new IOException("it does not hold together", e);
    }
  }

  /** Counts what was read. */
  private static final class Counting extends java.io.FilterInputStream {
    private long passed;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      passed += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int read = super.read(bytes, from, count);
      passed += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      passed += skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static long[] longs(DataInputStream in, int count) throws IOException {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = in.readLong();
    }
    return longs;
  }

  private static ListHeader header(DataInputStream in) throws IOException {
    String name = in.readUTF();
    String file = in.readUTF();
    String format = in.readUTF();
    Instant imported = Instant.ofEpochSecond(in.readLong());
    Level level = Level.of(in.readUTF()).orElseThrow(() -> new IOException("it has no level"));
    Instant expires = in.readBoolean() ? Instant.ofEpochSecond(in.readLong()) : null;
    Map<IndicatorType, Integer> counts = new EnumMap<>(IndicatorType.class);
    for (int kinds = in.readUnsignedByte(); kinds > 0; kinds--) {
      IndicatorType type =
          IndicatorType.of(in.readUTF()).orElseThrow(() -> new IOException("an unknown kind"));
      int count = in.readInt();
      if (count < 0) {
        throw new IOException("a number below 0");
      }
      counts.put(type, count);
    }
    return new ListHeader(name, file, format, imported, level, expires, counts);
  }

  /** The indicator of that kind and value; empty if the list has none, or is gone. */
  Optional<Indicator> find(IndicatorType type, String value, long fingerprint) throws IOException {
    long[] sorted = fingerprints.getOrDefault(type, new long[0]);
    int at = java.util.Arrays.binarySearch(sorted, fingerprint);
    if (at < 0 || !Files.exists(path)) {
      return Optional.empty();
    }
    try (FileChannel file = FileChannel.open(path)) {
      long start = Objects.requireNonNull(starts.get(type));
      ByteBuffer place = read(file, start + (long) Long.BYTES * (sorted.length + at), Long.BYTES);
      long from = place.getLong();
      ByteBuffer bytes =
          read(file, from, (int) Math.min(LARGEST_RECORD, file.size() - Integer.BYTES - from));
      return Optional.of(record(type, bytes)).filter(found -> found.value().equals(value));
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException(path.getFileName() + " is damaged: import it again", e);
    }
  }

  private static ByteBuffer read(FileChannel file, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, count));
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  private static Indicator record(IndicatorType type, ByteBuffer bytes) {
    String value = text(bytes);
    Instant expires = bytes.get() == 1 ? Instant.ofEpochSecond(bytes.getLong()) : null;
    return new Indicator(type, value, expires, text(bytes));
  }

  private static String text(ByteBuffer bytes) {
    byte[] utf8 = new byte[bytes.getInt()];
    bytes.get(utf8);
    return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
  }
}
