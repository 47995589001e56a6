package dev.ring3.search.sigma.read;

import dev.ring3.search.sigma.yaml.Place;

/** Ends the reading of one document; becomes a {@link Finding}. */
final class MistakeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Place place;
  private final String remedy;

  MistakeException(Place place, String reason, String remedy) {
    super(reason);
    this.place = place;
    this.remedy = remedy;
  }

  Finding in(String file) {
    return new Finding(file, place, Finding.Severity.ERROR, String.valueOf(getMessage()), remedy);
  }
}
