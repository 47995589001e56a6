package dev.ring3.collector.respond;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where response keeps its files, in the data directory; for their owner only.
 *
 * @param folder {@code response}
 */
public record Evidence(Path folder) {
  public static Evidence in(Path dataDirectory) {
    return new Evidence(dataDirectory.resolve("response"));
  }

  /** A time as part of a file's name, to the millisecond and in UTC. */
  public static String stamp(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("[-:.]", "");
  }

  /** The audit log. */
  public Path audit() {
    return folder.resolve("audit.ndjson");
  }

  /** Dumps and collections. */
  public Path collected() {
    return folder.resolve("evidence");
  }

  /** Containers. */
  public Path containers() {
    return folder.resolve("quarantine");
  }

  /** The keys of containers, apart from them, so that either can be kept elsewhere. */
  public Path keys() {
    return folder.resolve("keys");
  }
}
