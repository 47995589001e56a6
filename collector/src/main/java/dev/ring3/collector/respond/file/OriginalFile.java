package dev.ring3.collector.respond.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * A file as it was before it was moved into a container.
 *
 * @param path its real, absolute path
 * @param size bytes
 * @param sha256 of its content
 * @param modified to what the file system keeps, as the other times
 */
record OriginalFile(
    Path path,
    long size,
    String sha256,
    Instant created,
    Instant modified,
    Instant accessed,
    FileRights rights) {
  private static final int VERSION = 1;

  /** Reads its content once. */
  static OriginalFile of(Path file) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new OriginalFile(
        file,
        now.size(),
        Sha256.of(file),
        now.creationTime().toInstant(),
        now.lastModifiedTime().toInstant(),
        now.lastAccessTime().toInstant(),
        FileRights.of(file));
  }

  void applyTimesTo(Path file) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(FileTime.from(modified), FileTime.from(accessed), FileTime.from(created));
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      // As bytes: Windows knows paths that are longer than writeUTF takes.
      byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
      out.writeInt(name.length);
      out.write(name);
      out.writeLong(size);
      out.writeUTF(sha256);
      for (Instant time : new Instant[] {created, modified, accessed}) {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
      }
      rights.write(out);
    }
    return bytes.toByteArray();
  }

  static OriginalFile of(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("container of version " + version + ": a newer Ring3 reads it");
      }
      byte[] name = in.readNBytes(in.readInt());
      return new OriginalFile(
          Path.of(new String(name, StandardCharsets.UTF_8)),
          in.readLong(),
          in.readUTF(),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          FileRights.read(in));
    }
  }
}
