package dev.ring3.collector.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {
  private static final byte[] LINES =
      "{\"a\":\"1\"}\n{\"a\":\"2\"}\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void contentDecidesAndNotTheName() throws IOException {
    assertEquals(2, records(write("wrong.evtx", LINES)).size());
    assertInstanceOf(Skipped.class, items(write("wrong.json", new byte[] {1, 2, 3})).getFirst());
    assertInstanceOf(Skipped.class, items(write("empty.json", new byte[0])).getFirst());
  }

  @Test
  void archivesAreGoneThrough() throws IOException {
    Path file = write("a.tar.gz", gzip(tar(zip(gzip(LINES)))));
    List<SourceRecord> records = records(file);
    assertEquals(2, records.size());
    assertEquals("a.tar.gz!inner.zip!inner.json", records.getFirst().origin().file());
  }

  @Test
  void archivesWithinArchivesHaveALimit() throws IOException {
    byte[] deep = LINES;
    for (int i = 0; i < FileReader.MAX_DEPTH + 1; i++) {
      deep = gzip(deep);
    }
    Skipped skipped = assertInstanceOf(Skipped.class, items(write("deep.gz", deep)).getFirst());
    assertTrue(skipped.reason().contains("archives deep"), skipped.reason());
  }

  @Test
  void aCutArchiveGivesWhatCameBefore() throws IOException {
    byte[] whole = gzip(LINES);
    Path cut = write("cut.gz", Arrays.copyOf(whole, whole.length - 8));
    List<SourceItem> items = new ArrayList<>();
    assertThrows(IOException.class, () -> new FileReader().read(cut, "cut.gz", items::add));
    assertEquals(2, items.size());
  }

  @Test
  void utf16IsRead() throws IOException {
    String text = "\uFEFF" + new String(LINES, StandardCharsets.UTF_8);
    assertEquals(2, records(write("le.json", text.getBytes(StandardCharsets.UTF_16LE))).size());
    assertEquals(2, records(write("be.json", text.getBytes(StandardCharsets.UTF_16BE))).size());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<SourceItem> items(Path file) throws IOException {
    List<SourceItem> items = new ArrayList<>();
    new FileReader().read(file, file.getFileName().toString(), items::add);
    return items;
  }

  private static List<SourceRecord> records(Path file) throws IOException {
    return items(file).stream().map(SourceRecord.class::cast).toList();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("inner.json"));
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] tar(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry("inner.zip");
      entry.setSize(bytes.length);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }
}
