package dev.ring3.collector.pe;

import dev.ring3.collector.pe.Layout.Placed;
import dev.ring3.collector.pe.PeFile.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads PE files. Safe for any thread; a channel belongs to one. */
public final class PeReader {
  /** Sections that are read; Windows loads no file with more. */
  public static final int MAX_SECTIONS = 96;

  private static final int DLL = 0x2000;
  private static final int CERTIFICATES = 4;
  private static final Map<Integer, String> MACHINES =
      Map.of(0x14c, "x86", 0x8664, "x64", 0xaa64, "arm64", 0x1c4, "arm");

  private PeReader() {}

  private interface Part<T> {
    T read() throws IOException, DamagedPartException;
  }

  /**
   * Reads a file; moves the channel, and leaves it open.
   *
   * @return empty if it is none, or its headers are damaged
   */
  public static Optional<PeFile> read(SeekableByteChannel channel) throws IOException {
    PeBytes bytes = new PeBytes(channel);
    try {
      return Layout.isPe(bytes) ? Optional.of(file(channel, bytes)) : Optional.empty();
    } catch (DamagedPartException e) {
      return Optional.empty();
    }
  }

  private static PeFile file(SeekableByteChannel channel, PeBytes bytes)
      throws IOException, DamagedPartException {
    Layout layout = Layout.read(bytes);
    List<Section> sections = new ArrayList<>();
    long left = bytes.size(); // sections that overlap must not make it read the file many times
    for (Placed section : layout.sections()) {
      long there = Math.clamp(bytes.size() - section.offset(), 0, section.size());
      long length = Math.min(there, left);
      left -= length;
      sections.add(
          new Section(section.name(), section.size(), entropy(channel, section.offset(), length)));
    }
    return new PeFile(
        MACHINES.getOrDefault(
            layout.machine(),
            "0x" + HexFormat.of().toHexDigits((short) layout.machine()).toLowerCase(Locale.ROOT)),
        (layout.characteristics() & DLL) != 0,
        Instant.ofEpochSecond(layout.time()),
        sections,
        part(() -> Imports.hash(bytes, layout), Optional.empty()),
        part(() -> VersionResource.read(bytes, layout), Map.of()),
        part(() -> layout.directory(bytes, CERTIFICATES).size() > 0, false));
  }

  private static <T> T part(Part<T> part, T otherwise) throws IOException {
    try {
      return part.read();
    } catch (DamagedPartException e) {
      return otherwise;
    }
  }

  private static double entropy(SeekableByteChannel channel, long from, long length)
      throws IOException {
    if (length == 0) {
      return 0;
    }
    long[] counts = new long[256];
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, 1 << 16));
    channel.position(from);
    long total = 0;
    while (total < length) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - total));
      int read = channel.read(buffer);
      if (read < 0) {
        break;
      }
      for (int i = 0; i < read; i++) {
        counts[buffer.get(i) & 0xff]++;
      }
      total += read;
    }
    double bits = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return Math.abs(bits);
  }
}
