package dev.ring3.collector.pe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import dev.ring3.collector.pe.TinyPe.Imported;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class PeReaderTest {
  private static final long FUZZ_NANOS = 1_000_000_000L;
  private static final Instant BUILT = Instant.parse("2020-02-03T04:05:06Z");
  private static final byte[] TINY =
      TinyPe.write(
          BUILT.getEpochSecond(),
          List.of(
              new Imported("WS2_32.dll", List.of("115", "9999", "send")),
              new Imported("OLEAUT32.dll", List.of("2")),
              new Imported("Foo.exe", List.of("Bar", "no name")),
              new Imported("ABC.OCX", List.of("7"))),
          Map.of("OriginalFilename", "Evil.EXE", "CompanyName", "  "));

  private static Optional<PeFile> read(byte[] bytes) throws IOException {
    return PeReader.read(new SeekableInMemoryByteChannel(bytes));
  }

  private static String md5(String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(hash);
  }

  @Test
  void whatAProgramSaysOfItself() throws Exception {
    PeFile pe = read(TINY).orElseThrow();
    assertEquals("x64", pe.machine());
    assertEquals(BUILT, pe.compiled());
    assertFalse(pe.isLibrary() || pe.isSigned());
    assertEquals(Optional.of("Evil.EXE"), pe.version("OriginalFilename"));
    assertEquals(Optional.empty(), pe.version("CompanyName"), "blanks say nothing");
    assertEquals(List.of(".data"), pe.sections().stream().map(PeFile.Section::name).toList());
  }

  /** Functions that are imported by number have the names that two well-known libraries give. */
  @Test
  void theImportHashIsOverNamesInLowerCase() throws Exception {
    String names =
        "ws2_32.wsastartup,ws2_32.ord9999,ws2_32.send,oleaut32.sysallocstring,"
            + "foo.exe.bar,foo.exe.*invalid*,abc.ord7";
    assertEquals(Optional.of(md5(names)), read(TINY).orElseThrow().imphash());
  }

  /** Expected: what pefile 2024.8.26 says of the library. */
  @Test
  void aRealLibraryIsReadAsPefileReadsIt() throws Exception {
    byte[] library;
    try (InputStream in =
        Native.class.getResourceAsStream("/com/sun/jna/win32-x86-64/jnidispatch.dll")) {
      library = in.readAllBytes();
    }
    PeFile pe = read(library).orElseThrow();
    assertEquals(Optional.of("ce0f05f5e0fed800a711fe677df549ec"), pe.imphash());
    assertEquals(Instant.ofEpochSecond(1_714_803_378), pe.compiled());
    assertTrue(pe.isLibrary());
    assertEquals(Optional.of("jnidispatch.dll"), pe.version("OriginalFilename"));
    assertEquals(Optional.of("Java(TM) Native Access (JNA)"), pe.version("CompanyName"));
    assertEquals("_RDATA", pe.sections().get(4).name());
    assertEquals(192_512, pe.sections().getFirst().size());
    assertEquals(6.0606, pe.sections().getFirst().entropy(), 0.0001);
    assertEquals(2.455, pe.sections().get(4).entropy(), 0.0001);
  }

  @Test
  void whatIsNoProgramIsNone() throws IOException {
    for (byte[] bytes :
        List.of(new byte[0], "MZ".getBytes(StandardCharsets.US_ASCII), new byte[4096])) {
      assertTrue(read(bytes).isEmpty());
    }
    assertTrue(read(Arrays.copyOf(TINY, 0x90)).isEmpty(), "headers that are cut off");
  }

  /** Sections that all claim the whole file do not make it be read for each. */
  @Test
  void overlappingSectionsAreReadOnce() throws IOException {
    byte[] bytes = TINY.clone();
    int header = 0x188;
    for (int i = 1; i < 12; i++) {
      System.arraycopy(bytes, header, bytes, header + 40 * i, 40);
    }
    bytes[0x86] = 12;
    List<Double> entropies =
        read(bytes).orElseThrow().sections().stream().map(PeFile.Section::entropy).toList();
    assertEquals(12, entropies.size());
    assertTrue(entropies.getFirst() > 0);
    assertEquals(0, Collections.max(entropies.subList(2, 12)));
  }

  @Test
  void changedProgramsNeverThrow() throws IOException {
    long seed = Long.getLong("ring3.seed", System.nanoTime());
    System.out.println("PeReaderTest seed " + seed);
    Random random = new Random(seed);
    long end = System.nanoTime() + FUZZ_NANOS;
    int rounds = 0;
    int read = 0;
    while (System.nanoTime() < end) {
      byte[] file = TINY.clone();
      for (int i = 1 << random.nextInt(6); i > 0; i--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = random.nextInt(8) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
      try {
        read += read(cut).isPresent() ? 1 : 0;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed, e);
      }
      rounds++;
    }
    assertTrue(rounds > 100 && read > 50, rounds + " rounds, " + read + " read");
  }
}
