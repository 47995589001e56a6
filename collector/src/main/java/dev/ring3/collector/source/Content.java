package dev.ring3.collector.source;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a format reads. Whoever made it closes the stream.
 *
 * @param name what origins call it
 * @param stream the whole content from its beginning
 * @param file the file that it is, for formats that read better with seeking; null for a member of
 *     an archive
 */
record Content(String name, InputStream stream, @Nullable Path file) {
  Content {
    Objects.requireNonNull(name);
    Objects.requireNonNull(stream);
  }
}
