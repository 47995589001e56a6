package dev.ring3.etw;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bridge's native library, as far as this host has it: in the jar, or as a file beside it.
 *
 * <p>It is loaded only if its SHA-256 is the one that the jar names; a jar that was built without
 * the library names none, then {@code ring3_etw.dll.sha256} beside the file counts.
 */
public sealed interface NativeLibrary {
  /** File name of the library. */
  String FILE = "ring3_etw.dll";

  /** What the name of the file with its SHA-256, 64 hexadecimal digits, ends with. */
  String HASH_SUFFIX = ".sha256";

  /**
   * The library is there.
   *
   * @param file it, or the jar that it is in
   * @param sha256 what it must have, in lower case
   * @param isPacked whether it is in the jar
   */
  record Found(Path file, String sha256, boolean isPacked) implements NativeLibrary {
    public Found {
      Objects.requireNonNull(file);
      Objects.requireNonNull(sha256);
    }

    /**
     * Loads it; once is enough for the whole process.
     *
     * @param folder where it is unpacked to if it is in the jar: a folder that nobody else can
     *     write to, which stays while the process runs
     * @throws IOException if it is not what it should be, or Windows does not load it
     */
    public void load(Path folder) throws IOException {
      Path library = isPacked ? unpack(folder) : file.toAbsolutePath();
      String actual = hash(library);
      if (!actual.equals(sha256)) {
        throw new IOException(
            library + " is not loaded: its SHA-256 is " + actual + " and must be " + sha256);
      }
      try {
        System.load(library.toString());
      } catch (UnsatisfiedLinkError e) {
        throw new IOException(library + " can't be loaded: " + e.getMessage(), e);
      }
    }

    /** A file of the same content may be in use by another Ring3, so it is not written again. */
    private Path unpack(Path folder) throws IOException {
      Path library = folder.toAbsolutePath().resolve(sha256.substring(0, 16) + '-' + FILE);
      if (Files.isRegularFile(library) && hash(library).equals(sha256)) {
        return library;
      }
      try (InputStream packed = NativeLibrary.class.getResourceAsStream(FILE)) {
        Files.copy(
            Objects.requireNonNull(packed, FILE), library, StandardCopyOption.REPLACE_EXISTING);
      }
      return library;
    }
  }

  /**
   * There is no ETW here.
   *
   * @param reason why, and what to do if something can be done; a phrase for people
   */
  record Unavailable(String reason) implements NativeLibrary {
    public Unavailable {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * Looks for the library.
   *
   * @param osName value of the system property {@code os.name}
   * @param folders where it may be if the jar has none, tried in order
   */
  static NativeLibrary locate(String osName, List<Path> folders) {
    if (!osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
      return new Unavailable("ETW exists on Windows only");
    }
    Optional<String> named = namedHash();
    if (named.isPresent() && NativeLibrary.class.getResource(FILE) != null) {
      return new Found(jar(), named.get(), true);
    }
    for (Path folder : folders) {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return beside(file, named);
      }
    }
    return new Unavailable(
        "the bridge is not built: put " + FILE + " beside the jar to receive ETW events");
  }

  private static NativeLibrary beside(Path file, Optional<String> named) {
    Path hashes = file.resolveSibling(FILE + HASH_SUFFIX);
    try {
      Optional<String> wanted =
          named.isEmpty() && Files.isRegularFile(hashes)
              ? digits(Files.readString(hashes, StandardCharsets.ISO_8859_1))
              : named;
      if (wanted.isEmpty()) {
        return new Unavailable(
            file + " is not used: put its SHA-256 beside it, in " + hashes.getFileName());
      }
      String actual = hash(file);
      return actual.equals(wanted.get())
          ? new Found(file, actual, false)
          : new Unavailable(
              file + " is not used: its SHA-256 is " + actual + " and must be " + wanted.get());
    } catch (IOException e) {
      return new Unavailable(file + " can't be read: " + e.getMessage());
    }
  }

  /** The SHA-256 that the jar names. */
  private static Optional<String> namedHash() {
    try (InputStream named = NativeLibrary.class.getResourceAsStream(FILE + HASH_SUFFIX)) {
      return named == null
          ? Optional.empty()
          : digits(new String(named.readNBytes(1024), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digits may be followed by the file's name. */
  private static Optional<String> digits(String text) {
    return Pattern.compile("^[0-9A-Fa-f]{64}\\b")
        .matcher(text)
        .results()
        .map(found -> found.group().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  /** What Java was started with: a jar can be within another. */
  private static Path jar() {
    String jars = System.getProperty("java.class.path");
    return Path.of(jars.split(File.pathSeparator, -1)[0]).toAbsolutePath();
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
