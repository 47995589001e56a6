package dev.ring3.collector.pe;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program or library of Windows says of itself.
 *
 * @param machine the processor it is for, such as {@code x64}; hexadecimal where it is a rare one
 * @param isLibrary whether it is to be loaded by others
 * @param compiled when it was linked, as it says; builds that are to be reproducible write a hash
 *     there
 * @param sections in the file's order, at most {@link PeReader#MAX_SECTIONS}
 * @param imphash MD5 of the names of what it imports, in the order of its import table, as Mandiant
 *     defined it; empty if it imports nothing
 * @param version texts of its version resource by name: OriginalFilename, InternalName,
 *     CompanyName, FileDescription, ProductName, FileVersion
 * @param isSigned whether it carries a signature; whether that holds is not looked at
 */
public record PeFile(
    String machine,
    boolean isLibrary,
    Instant compiled,
    List<Section> sections,
    Optional<String> imphash,
    Map<String, String> version,
    boolean isSigned) {
  public PeFile {
    sections = List.copyOf(sections);
    version = Collections.unmodifiableMap(new LinkedHashMap<>(version));
  }

  /**
   * A section.
   *
   * @param size bytes in the file
   * @param entropy of these bytes, 0 to 8 bits
   */
  public record Section(String name, long size, double entropy) {}

  /** A text of the version resource; empty if it is absent or blank. */
  public Optional<String> version(String name) {
    return Optional.ofNullable(version.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
