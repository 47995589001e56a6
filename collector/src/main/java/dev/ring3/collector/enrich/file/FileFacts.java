package dev.ring3.collector.enrich.file;

import dev.ring3.collector.pe.PeFile;
import dev.ring3.collector.pe.PeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file's content is.
 *
 * @param tlsh fuzzy hash of a program; empty for other files, and where the content is too short or
 *     too uniform for one
 * @param size in bytes
 * @param header the first {@link #HEADER_BYTES} bytes in hexadecimal
 * @param entropy Shannon entropy of its bytes, 0.00 to 8.00 bits
 * @param pe what it says of itself, if it is a program or library of Windows
 */
record FileFacts(
    String md5,
    String sha1,
    String sha256,
    Optional<String> tlsh,
    long size,
    String header,
    String entropy,
    Optional<PeFile> pe) {
  /** First bytes that are kept. */
  public static final int HEADER_BYTES = 16;

  /** Reads the content to its end. The channel stays open. */
  static FileFacts of(SeekableByteChannel channel) throws IOException {
    Optional<PeFile> pe = PeReader.read(channel);
    channel.position(0);
    return of(Channels.newInputStream(channel), pe);
  }

  private static FileFacts of(InputStream in, Optional<PeFile> pe) throws IOException {
    MessageDigest md5 = digest("MD5");
    MessageDigest sha1 = digest("SHA-1");
    MessageDigest sha256 = digest("SHA-256");
    Tlsh tlsh = new Tlsh();
    boolean program = false;
    long[] counts = new long[256];
    byte[] buffer = new byte[1 << 16];
    byte[] header = new byte[0];
    long size = 0;
    for (int read = in.readNBytes(buffer, 0, buffer.length);
        read > 0;
        read = in.readNBytes(buffer, 0, buffer.length)) {
      if (size == 0) {
        header = Arrays.copyOf(buffer, Math.min(HEADER_BYTES, read));
        program = isProgram(HexFormat.of().formatHex(header));
      }
      if (program) {
        tlsh.update(buffer, read);
      }
      md5.update(buffer, 0, read);
      sha1.update(buffer, 0, read);
      sha256.update(buffer, 0, read);
      for (int i = 0; i < read; i++) {
        counts[buffer[i] & 0xff]++;
      }
      size += read;
    }
    HexFormat hex = HexFormat.of();
    return new FileFacts(
        hex.formatHex(md5.digest()),
        hex.formatHex(sha1.digest()),
        hex.formatHex(sha256.digest()),
        program ? tlsh.digest() : Optional.empty(),
        size,
        hex.formatHex(header),
        entropy(counts, size),
        pe);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static String entropy(long[] counts, long size) {
    double bits = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / size;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return String.format(Locale.ROOT, "%.2f", Math.abs(bits));
  }

  /** Whether the first bytes are those of a program or a script. */
  public boolean isProgram() {
    return isProgram(header);
  }

  /** Whether the file begins as {@link #isProgram} wants it. */
  static boolean beginsAsProgram(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return isProgram(HexFormat.of().formatHex(in.readNBytes(HEADER_BYTES)));
    }
  }

  private static boolean isProgram(String header) {
    return header.startsWith("7f454c46") || header.startsWith("2321") || header.startsWith("4d5a");
  }
}
