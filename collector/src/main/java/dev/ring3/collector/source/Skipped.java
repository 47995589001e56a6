package dev.ring3.collector.source;

/**
 * A file, or a member of an archive, of which nothing was read.
 *
 * @param file its name
 * @param reason as a phrase for people
 */
public record Skipped(String file, String reason) implements SourceItem {
  @Override
  public String toString() {
    return file + ": skipped: " + reason;
  }
}
