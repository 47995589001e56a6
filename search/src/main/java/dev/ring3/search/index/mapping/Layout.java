package dev.ring3.search.index.mapping;

import dev.ring3.collector.event.Field;
import dev.ring3.search.query.Fold;
import dev.ring3.search.query.Name;
import java.time.Instant;
import java.util.Optional;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;

/**
 * What an index holds of an event, and under which Lucene names.
 *
 * <ul>
 *   <li>Keyword, text, yes/no and address: under the ECS name the value as doc value; under {@link
 *       #folded} a term in lower case. Two names, as Lucene takes terms and doc values of one name
 *       to be the same. An address also as a point under {@link #address}.
 *   <li>Number and date: under the ECS name a point and a doc value; dates as nanoseconds since
 *       1970, which reach from 1677 to 2262. Others count as the first or last nanosecond of that
 *       and are kept exactly in {@link #REST}.
 *   <li>Prose: under the ECS name its words; the value in {@link #REST}.
 *   <li>Source names: all in {@link #SOURCE}, as {@link #sourceTerm} and {@link #sourceValue}.
 *   <li>The words of {@code FreeText} in {@link #WORDS}.
 *   <li>Values of more than {@link #LONG_VALUE} characters, and those of {@link #KEPT}, are no
 *       terms and no doc values: Lucene takes none of more than 32,766 bytes, and long ones that
 *       are all different fill the index. They are kept in {@link #REST}, {@link #MARKS} says which
 *       events have one, and who looks for them reads those events.
 * </ul>
 */
public final class Layout {
  /** Changes with every change that older programs or indices cannot read. */
  public static final String VERSION = "2";

  /** Characters (UTF-16) of the longest value that is a term. */
  public static final int LONG_VALUE = 2_048;

  private static final String SOURCE_MARK = "source:";

  /** The source name whose values are never terms: they repeat what others say. */
  private static final String KEPT = "winlog.rendered_message";

  /** What only the source names: {@code name=value}. */
  public static final String SOURCE = "_source";

  /** The words of all free text, with positions. */
  public static final String WORDS = "_words";

  /** The event's number within its index: import in the high bits, then its place there. */
  public static final String KEY = "_key";

  /** When an event was completed: a number in the sequence of {@link #KEY}. Others have none. */
  public static final String COMPLETED = "_completed";

  /** The index's own number, the same in all its events. */
  public static final String HOME = "_home";

  /** Which fields have prose or long values: terms made by {@link #mark}. */
  public static final String MARKS = "_marks";

  /** The order of values of which there are many, where it is not the alphabetic one. */
  public static final String ORDER = "_order";

  /** What doc values cannot hold, as {@link Rest} writes it. */
  public static final String REST = "_rest";

  /** Whether a value of that source name is a term. */
  public static boolean isTerm(String sourceName, int length) {
    return length <= LONG_VALUE && !KEPT.equalsIgnoreCase(sourceName);
  }

  /** Positions between two texts, so that no phrase goes across. */
  static final int GAP = 100;

  static final FieldType TERM = terms(IndexOptions.DOCS, false);
  static final FieldType TOKENS = terms(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
  static final FieldType NUMBER = number(true, DocValuesSkipIndexType.NONE);
  static final FieldType TIME = number(true, DocValuesSkipIndexType.RANGE);
  static final FieldType NUMBERING = number(false, DocValuesSkipIndexType.RANGE);

  private Layout() {}

  /** Where the terms of a field, or of {@link #SOURCE}, are. */
  public static String folded(String name) {
    return name + ":folded";
  }

  /** Where an address field's point is. */
  public static String address(Field field) {
    return field.ecs() + ":address";
  }

  /** The mark of a name that has a value only {@link #REST} holds. */
  public static String mark(Name name) {
    return switch (name) {
      case Name.OfField field -> "field:" + field.field().ecs();
      case Name.OfSource source -> SOURCE_MARK + source.name();
    };
  }

  /** The source name, in lower case, that a mark is about, if it is about one. */
  public static Optional<String> markedSource(String mark) {
    return mark.startsWith(SOURCE_MARK)
        ? Optional.of(mark.substring(SOURCE_MARK.length()))
        : Optional.empty();
  }

  /** How the terms of a source name start. */
  public static String sourceTerm(String name) {
    return Fold.lower(sourceValue(name));
  }

  /**
   * How the doc values of a source name start; {@code =} ends it, so that one within is written
   * otherwise.
   */
  public static String sourceValue(String name) {
    return (name.indexOf('=') < 0 && name.indexOf('%') < 0
            ? name
            : name.replace("%", "%25").replace("=", "%3D"))
        + "=";
  }

  /** The source name that {@link #sourceValue} wrote, given without its {@code =}. */
  public static String sourceName(String written) {
    return written.indexOf('%') < 0
        ? written
        : written.replace("%3D", "=").replace("%3d", "=").replace("%25", "%");
  }

  /** Nanoseconds since 1970, or the nearest that 64 bits hold. */
  public static long nanos(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (ArithmeticException e) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The instant of so many nanoseconds since 1970. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static FieldType terms(IndexOptions options, boolean tokenized) {
    FieldType type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(tokenized);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  private static FieldType number(boolean point, DocValuesSkipIndexType skip) {
    FieldType type = new FieldType();
    if (point) {
      type.setDimensions(1, Long.BYTES);
    }
    type.setDocValuesType(point ? DocValuesType.SORTED_NUMERIC : DocValuesType.NUMERIC);
    type.setDocValuesSkipIndexType(skip);
    type.freeze();
    return type;
  }
}
