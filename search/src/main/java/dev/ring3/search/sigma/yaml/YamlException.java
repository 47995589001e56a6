package dev.ring3.search.sigma.yaml;

/** A text is no YAML, or more of it than is taken. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Place place;

  YamlException(Place place, String reason) {
    super(reason);
    this.place = place;
  }

  public Place place() {
    return place;
  }
}
