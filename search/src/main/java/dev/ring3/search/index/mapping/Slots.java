package dev.ring3.search.index.mapping;

import dev.ring3.search.query.Fold;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Lucene fields that are filled again for each event, so that indexing makes little garbage. */
final class Slots {
  private Slots() {}

  /** An untokenised term. */
  static final class Term extends Field {
    Term(String name, BytesRef bytes) {
      super(name, bytes, Layout.TERM);
    }

    @Override
    public InvertableType invertableType() {
      return InvertableType.BINARY;
    }
  }

  /** A number with doc value and, by its type, a point. */
  static final class Numeric extends Field {
    private final byte[] packed = new byte[Long.BYTES];
    private final BytesRef point = new BytesRef(packed);

    Numeric(String name, IndexableFieldType type) {
      super(name, type);
      fieldsData = 0L;
    }

    Numeric with(long value) {
      fieldsData = value;
      NumericUtils.longToSortableBytes(value, packed, 0);
      return this;
    }

    @Override
    public BytesRef binaryValue() {
      return point;
    }
  }

  /** A value as a term in lower case and as a doc value in its own words. */
  static final class Text {
    private final BytesRef folded = new BytesRef();
    private final BytesRef original = new BytesRef();
    private final Term term;
    private final SortedSetDocValuesField value;

    Text(String name) {
      term = new Term(Layout.folded(name), folded);
      value = new SortedSetDocValuesField(name, original);
    }

    /** Takes {@code prefix} and then {@code text}; together at most {@link Layout#LONG_VALUE}. */
    void fill(Prefix prefix, String text, List<IndexableField> document) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int length = prefix.original.length + utf8.length;
      original.bytes = ArrayUtil.growNoCopy(original.bytes, length);
      System.arraycopy(prefix.original, 0, original.bytes, 0, prefix.original.length);
      System.arraycopy(utf8, 0, original.bytes, prefix.original.length, utf8.length);
      original.length = length;
      fold(prefix, text, utf8);
      document.add(term);
      document.add(value);
    }

    BytesRef original() {
      return original;
    }

    private void fold(Prefix prefix, String text, byte[] utf8) {
      byte[] lower = utf8.length == text.length() ? utf8 : utf8(Fold.lower(text));
      int start = prefix.folded.length;
      folded.bytes = ArrayUtil.growNoCopy(folded.bytes, start + lower.length);
      System.arraycopy(prefix.folded, 0, folded.bytes, 0, start);
      for (int i = 0; i < lower.length; i++) {
        byte b = lower[i];
        folded.bytes[start + i] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
      }
      folded.length = start + lower.length;
    }
  }

  /** What stands before a text, written once for the many texts of a source name. */
  static final class Prefix {
    static final Prefix NONE = new Prefix("");

    private final byte[] original;
    private final byte[] folded;

    Prefix(String text) {
      original = utf8(text);
      folded = utf8(Fold.lower(text));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As many slots of one name as an event needs. */
  static final class Texts {
    private final String name;
    private final java.util.ArrayList<Text> slots = new java.util.ArrayList<>(1);
    private int used;

    Texts(String name) {
      this.name = Objects.requireNonNull(name);
    }

    void reset() {
      used = 0;
    }

    Text next() {
      if (used == slots.size()) {
        slots.add(new Text(name));
      }
      return slots.get(used++);
    }
  }
}
