package dev.ring3.collector.respond.file;

import dev.ring3.collector.files.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Files that were moved into encrypted containers. Each container has a random key in a file of its
 * own. All are for their owner only. A file is deleted only after its container was read back and
 * has the same hash; a container only after its file is in place again.
 *
 * @param containers folder of the containers, {@code ID.r3q}
 * @param keys folder of their keys, {@code ID.key}, in hexadecimal
 */
public record Quarantine(Path containers, Path keys) {
  private static final Pattern ID = Pattern.compile("[0-9TZ]{8,32}-[0-9a-f]{8}");
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * A container that is there.
   *
   * @param path where its file was
   * @param size the file's bytes
   * @param sha256 of the file
   */
  public record Item(String id, Path path, long size, String sha256) {}

  /**
   * A file that is back.
   *
   * @param shortcoming what could not be given back to it, such as its owner
   */
  public record Restored(Item item, Path path, @Nullable String shortcoming) {
    public Optional<String> lack() {
      return Optional.ofNullable(shortcoming);
    }
  }

  /**
   * Moves a file into a container.
   *
   * @param file its real path
   * @param stamp a time, as the beginning of the container's name
   * @throws IOException if that can't be done as a whole; then the file is where it was
   */
  public Item seal(Path file, String stamp) throws IOException {
    BasicFileAttributes before = regular(file);
    OriginalFile original = OriginalFile.of(file);
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    String id = stamp + '-' + HexFormat.of().toHexDigits(RANDOM.nextInt());
    boolean sealed = false;
    try {
      OwnerOnly.write(key(id), HexFormat.of().formatHex(bytes));
      write(id, original, new SealedContainer(new SecretKeySpec(bytes, "AES")));
      if (!content(id, OutputStream.nullOutputStream()).equals(original.sha256())
          || isOther(before, regular(file))) {
        throw new IOException(file + " changed while it was read: try again");
      }
      delete(file);
      sealed = true;
    } finally {
      if (!sealed) {
        remove(id);
      }
    }
    return new Item(id, file, original.size(), original.sha256());
  }

  private static BasicFileAttributes regular(Path file) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!now.isRegularFile()) {
      throw new IOException(file + " is no regular file");
    }
    return now;
  }

  private static boolean isOther(BasicFileAttributes before, BasicFileAttributes now) {
    Object key = before.fileKey();
    return before.size() != now.size()
        || !before.lastModifiedTime().equals(now.lastModifiedTime())
        || (key != null && !key.equals(now.fileKey()));
  }

  private static void delete(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new IOException(
          file + " can't be deleted (" + e.getMessage() + "): end the process that uses it first",
          e);
    }
  }

  private void write(String id, OriginalFile original, SealedContainer container)
      throws IOException {
    OwnerOnly.createFolder(containers);
    Path fresh = container(id).resolveSibling(id + ".new");
    OwnerOnly.createFile(fresh);
    try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE);
        InputStream content = Files.newInputStream(original.path(), LinkOption.NOFOLLOW_LINKS)) {
      container.write(original.toBytes(), content, Channels.newOutputStream(out));
      out.force(true);
    }
    Files.move(fresh, container(id), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Puts a file back and removes its container.
   *
   * @param to where; absent: where it was
   * @throws IOException if a file is there, or the content is not what it was; then nothing changed
   */
  public Restored restore(String id, @Nullable Path to) throws IOException {
    OriginalFile original = original(id);
    Path target = to == null ? original.path() : to;
    Path folder = target.toAbsolutePath().getParent();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "is there and is not overwritten: name another place");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + ": create it or name another place");
    }
    Path part = folder.resolve(".ring3-" + id + ".part");
    OwnerOnly.createFile(part);
    String lack;
    try {
      String hash;
      try (OutputStream out = Files.newOutputStream(part)) {
        hash = content(id, out);
      }
      if (!hash.equals(original.sha256())) {
        throw new IOException("the content of " + id + " is not what it was: SHA-256 " + hash);
      }
      lack = applyRights(original, part);
      original.applyTimesTo(part);
      place(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
    remove(id);
    return new Restored(item(id, original), target, lack);
  }

  private static @Nullable String applyRights(OriginalFile original, Path file) {
    try {
      original.rights().applyTo(file);
      return null;
    } catch (IOException e) {
      return "its rights could not be given back, so only its owner may read it: " + e;
    }
  }

  /** Gives a file its name, unless that is taken meanwhile. */
  private static void place(Path part, Path target) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (UnsupportedOperationException e) {
      Files.move(part, target);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      // A file system without links: moving without REPLACE_EXISTING refuses as well.
      Files.move(part, target);
    }
  }

  private void remove(String id) throws IOException {
    Files.deleteIfExists(container(id).resolveSibling(id + ".new"));
    Files.deleteIfExists(container(id));
    Files.deleteIfExists(key(id));
  }

  /** Those that are there, oldest first. What can't be read is left to {@link #find}. */
  public List<String> ids() throws IOException {
    if (!Files.isDirectory(containers)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(containers, "*.r3q")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        ids.add(name.substring(0, name.length() - ".r3q".length()));
      }
    }
    ids.sort(null);
    return ids;
  }

  /** What a container holds. */
  public Item find(String id) throws IOException {
    return item(id, original(id));
  }

  private static Item item(String id, OriginalFile original) {
    return new Item(id, original.path(), original.size(), original.sha256());
  }

  private OriginalFile original(String id) throws IOException {
    try (InputStream in = open(id)) {
      return OriginalFile.of(sealed(id).head(in));
    }
  }

  /** Copies the content; answers its hash. */
  private String content(String id, OutputStream out) throws IOException {
    var hashed = new DigestOutputStream(out, Sha256.digest());
    try (InputStream in = open(id)) {
      sealed(id).read(in, hashed);
      hashed.flush();
    }
    return Sha256.text(hashed.getMessageDigest());
  }

  private InputStream open(String id) throws IOException {
    if (!ID.matcher(id).matches() || Files.notExists(container(id))) {
      throw new IOException("there is no container '" + id + "': 'ring3 respond list' lists them");
    }
    return new BufferedInputStream(Files.newInputStream(container(id)));
  }

  private SealedContainer sealed(String id) throws IOException {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(Files.readString(key(id)).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(key(id) + " is no key: 64 hexadecimal digits are needed", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IOException(key(id) + " is no key: 64 hexadecimal digits are needed");
    }
    return new SealedContainer(new SecretKeySpec(bytes, "AES"));
  }

  private Path container(String id) {
    return containers.resolve(id + ".r3q");
  }

  private Path key(String id) {
    return keys.resolve(id + ".key");
  }
}
