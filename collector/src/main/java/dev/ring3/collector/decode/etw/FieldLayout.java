package dev.ring3.collector.decode.etw;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of an event.
 *
 * @param name its name
 * @param type how a value is laid out
 * @param out how a value is meant
 * @param count how many values there are
 * @param length bytes of binary data and ANSI text, units of UTF-16 text
 * @param members of a struct, else none
 * @param map words that stand for its numbers, if there are any
 * @param words words that are told beside its numbers, as {@code NAME.text}, if there are any
 */
public record FieldLayout(
    String name,
    InType type,
    OutType out,
    Size count,
    Size length,
    List<FieldLayout> members,
    @Nullable ValueMap map,
    @Nullable ValueMap words) {
  public FieldLayout {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(out);
    Objects.requireNonNull(count);
    Objects.requireNonNull(length);
    members = List.copyOf(members);
    if ((type == InType.STRUCT) != !members.isEmpty()) {
      throw new IllegalArgumentException(name + ": a struct, and only a struct, has members");
    }
  }

  /** A field without words beside its numbers. */
  public FieldLayout(
      String name,
      InType type,
      OutType out,
      Size count,
      Size length,
      List<FieldLayout> members,
      @Nullable ValueMap map) {
    this(name, type, out, count, length, members, map, null);
  }

  /** A field of one value that says its own length. */
  public static FieldLayout of(String name, InType type, OutType out) {
    return new FieldLayout(name, type, out, new Size.Own(), new Size.Own(), List.of(), null);
  }
}
