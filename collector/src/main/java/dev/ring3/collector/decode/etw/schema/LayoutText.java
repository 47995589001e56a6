package dev.ring3.collector.decode.etw.schema;

import dev.ring3.collector.decode.etw.FieldLayout;
import dev.ring3.collector.decode.etw.InType;
import dev.ring3.collector.decode.etw.OutType;
import dev.ring3.collector.decode.etw.Size;
import dev.ring3.collector.decode.etw.ValueMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an event as the catalogue writes them:
 *
 * <pre>
 * ProcessID u32, ImageName utf16          name and type, in the order of the data
 * Data binary(DataSize), Name utf16(16)   a length: bytes, or units of UTF-16
 * Ids u32[Count], Stack pointer[*]        an array: so many, or as many as there is room for
 * daddr u32:ipv4, dport u16:port          how a value is meant
 * Disposition u32=Disposition             words of one of the file's maps
 * Entries {Id u32, Name utf16}[Count]     a struct
 * </pre>
 */
final class LayoutText {
  private final String text;
  private final Map<String, ValueMap> maps;
  private int at;

  private LayoutText(String text, Map<String, ValueMap> maps) {
    this.text = text;
    this.maps = maps;
  }

  /**
   * @throws IllegalArgumentException if the text is wrong, with the place
   */
  static List<FieldLayout> parse(String text, Map<String, ValueMap> maps) {
    LayoutText parser = new LayoutText(text, maps);
    List<FieldLayout> fields = text.isBlank() ? List.of() : parser.fields();
    if (parser.at < text.length() && !text.isBlank()) {
      throw parser.wrong("a comma or the end");
    }
    return fields;
  }

  private List<FieldLayout> fields() {
    List<FieldLayout> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (skip(','));
    return fields;
  }

  private FieldLayout field() {
    String name = word("a name");
    List<FieldLayout> members = List.of();
    InType type;
    if (skip('{')) {
      type = InType.STRUCT;
      members = fields();
      if (!skip('}')) {
        throw wrong("}");
      }
    } else {
      String word = word("a type");
      type = InType.named(word).orElseThrow(() -> wrong("a type before here, not " + word));
    }
    Size length = skip('(') ? size(')') : new Size.Own();
    Size count = skip('[') ? size(']') : new Size.Own();
    OutType out = OutType.PLAIN;
    if (skip(':')) {
      String word = word("a meaning");
      out = OutType.named(word).orElseThrow(() -> wrong("a meaning before here, not " + word));
    }
    ValueMap map = skip('=') ? map(word("a map's name")) : null;
    return new FieldLayout(name, type, out, count, length, members, map);
  }

  private ValueMap map(String name) {
    @Nullable ValueMap map = maps.get(name);
    if (map == null) {
      throw wrong("a map of this file before here, not " + name);
    }
    return map;
  }

  private Size size(char close) {
    Size size;
    if (skip('*')) {
      size = new Size.Rest();
    } else {
      String word = word("a number or a field");
      size =
          Character.isDigit(word.charAt(0))
              ? new Size.Fixed(Integer.parseInt(word))
              : new Size.OfField(word);
    }
    if (!skip(close)) {
      throw wrong(String.valueOf(close));
    }
    return size;
  }

  private String word(String what) {
    space();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw wrong(what);
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private boolean skip(char c) {
    space();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String need) {
    return new IllegalArgumentException(
        "needs " + need + " at character " + (at + 1) + " of " + text);
  }
}
