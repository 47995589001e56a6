package dev.ring3.collector.event;

/** How a field's values are held in an {@link Event}, compared and searched. */
public enum FieldType {
  /** A short name or code ({@link String}): exact and wildcard search, top values. */
  KEYWORD(String.class),
  /** A command line, path or script ({@link String}, any length): as a keyword and by its words. */
  TEXT(String.class),
  /** A sentence for people ({@link String}, any length): searched by its words only. */
  PROSE(String.class),
  /** A whole number ({@link Long}): exact and by range. */
  LONG(Long.class),
  /** An IPv4 or IPv6 address as canonical text ({@link String}): exact and by CIDR block. */
  IP(String.class),
  /** A point in time ({@link java.time.Instant}, nanoseconds): by range. */
  DATE(java.time.Instant.class),
  /** Yes or no ({@link Boolean}). */
  BOOLEAN(Boolean.class);

  private final Class<?> valueClass;

  FieldType(Class<?> valueClass) {
    this.valueClass = valueClass;
  }

  /** The class of one value in an {@link Event}. */
  public Class<?> valueClass() {
    return valueClass;
  }
}
