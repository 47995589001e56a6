package dev.ring3.collector.audit;

import java.util.OptionalInt;

/** Names of record types, as {@code linux/audit.h} and the audit project number them. */
public final class RecordTypes {
  private static final CodeTable TABLE = CodeTable.load("record-types.tsv");

  private RecordTypes() {}

  /** The name, such as {@code SYSCALL}; for a number without one {@code UNKNOWN[1420]}. */
  public static String name(int number) {
    return TABLE.name(number).orElse("UNKNOWN[" + number + ']');
  }

  /** The number of a name, also of {@code UNKNOWN[1420]}. */
  static OptionalInt number(String name) {
    if (name.startsWith("UNKNOWN[") && name.endsWith("]")) {
      try {
        return OptionalInt.of(Integer.parseInt(name.substring(8, name.length() - 1)));
      } catch (NumberFormatException e) {
        return OptionalInt.empty();
      }
    }
    return TABLE.number(name);
  }

  /**
   * Whether a record of this type is an event alone: messages of programs (1100 to 1299, 2100 to
   * 2999) are, those of the kernel can be one of several.
   */
  static boolean standsAlone(String name) {
    int number = number(name).orElse(0);
    return (number >= 1100 && number < 1300) || (number >= 2100 && number < 3000);
  }
}
