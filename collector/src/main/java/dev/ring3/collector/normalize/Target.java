package dev.ring3.collector.normalize;

import dev.ring3.collector.event.Field;
import java.util.Map;

/** Where a table sends a source value. */
sealed interface Target {
  /** Into one field, converted to the field's type. */
  record Into(Field field) implements Target {}

  /** Into one field, by a list of the source's codes; a code not in the list is left out. */
  record Coded(Field field, Map<String, String> words) implements Target {}

  /** {@code DOMAIN\name} or {@code name@domain} into two fields. */
  record Account(Field name, Field domain) implements Target {}

  /** {@code MD5=…,SHA256=…,IMPHASH=…} into a field each, by the algorithm's name in upper case. */
  record Hashes(Map<String, Field> byAlgorithm) implements Target {}

  /** Sysmon's list of DNS answers, {@code type: 5 name;::ffff:192.0.2.1;}. */
  record Answers() implements Target {}
}
