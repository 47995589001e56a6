package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.yaml.Place;
import java.util.Objects;

/**
 * Something wrong or doubtful in a file.
 *
 * @param reason what it is
 * @param remedy what to do about it
 */
public record Finding(String file, Place place, Severity severity, String reason, String remedy) {
  /** Whether the document could be used. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Finding {
    Objects.requireNonNull(file);
    Objects.requireNonNull(place);
    Objects.requireNonNull(severity);
  }

  @Override
  public String toString() {
    return file + ":" + place + ": " + reason + ": " + remedy;
  }
}
