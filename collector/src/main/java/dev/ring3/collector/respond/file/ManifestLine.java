package dev.ring3.collector.respond.file;

import java.io.StringWriter;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a collection's manifest says of one file.
 *
 * @param path where it was
 * @param entry its name in the zip file; absent if it is not in it
 * @param attributes its times
 * @param copy what was copied
 * @param target where a symbolic link leads; such a link is told, and is all there is to collect
 * @param trouble why it, or a part of it, is missing
 */
record ManifestLine(
    Path path,
    @Nullable String entry,
    @Nullable BasicFileAttributes attributes,
    @Nullable BoundedCopy copy,
    @Nullable Path target,
    @Nullable String trouble) {
  private static final JsonFactory JSON = new JsonFactory();

  static ManifestLine copied(
      Path path, String entry, BasicFileAttributes attributes, BoundedCopy copy) {
    return new ManifestLine(path, entry, attributes, copy, null, copy.shortcoming().orElse(null));
  }

  static ManifestLine written(String entry, BoundedCopy copy) {
    return new ManifestLine(
        Path.of(entry), entry, null, copy, null, copy.shortcoming().orElse(null));
  }

  static ManifestLine missing(Path path, String reason) {
    return new ManifestLine(path, null, null, null, null, reason);
  }

  static ManifestLine link(Path path, BasicFileAttributes attributes, Path target) {
    return new ManifestLine(path, null, attributes, null, target, null);
  }

  /** For people: the path and why it is missing; empty if it is there as a whole. */
  Optional<String> missing() {
    return Optional.ofNullable(trouble).map(reason -> path + ": " + reason);
  }

  /** With its line end. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("path", path.toString());
      if (entry != null) {
        json.writeStringProperty("entry", entry);
      }
      if (copy != null) {
        json.writeNumberProperty("size", copy.bytes());
        json.writeStringProperty("sha256", copy.sha256());
      }
      if (target != null) {
        json.writeStringProperty("target", target.toString());
      }
      if (attributes != null) {
        json.writeStringProperty("created", attributes.creationTime().toString());
        json.writeStringProperty("modified", attributes.lastModifiedTime().toString());
        json.writeStringProperty("accessed", attributes.lastAccessTime().toString());
      }
      if (trouble != null) {
        json.writeStringProperty("missing", trouble);
      }
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
