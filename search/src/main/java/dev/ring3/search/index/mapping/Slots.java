package dev.ring3.search.index.mapping;

import dev.ring3.search.query.Fold;
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
import org.apache.lucene.util.UnicodeUtil;

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
    void fill(String prefix, String text, List<IndexableField> document) {
      original.length = 0;
      append(prefix, original);
      append(text, original);
      fold(prefix, text);
      document.add(term);
      document.add(value);
    }

    BytesRef original() {
      return original;
    }

    private void fold(String prefix, String text) {
      folded.bytes = ArrayUtil.growNoCopy(folded.bytes, original.length);
      for (int i = 0; i < original.length; i++) {
        byte b = original.bytes[i];
        if (b < 0) {
          folded.length = 0;
          append(Fold.lower(prefix), folded);
          append(Fold.lower(text), folded);
          return;
        }
        folded.bytes[i] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
      }
      folded.length = original.length;
    }

    private static void append(String text, BytesRef to) {
      int length = text.length();
      to.bytes = ArrayUtil.grow(to.bytes, to.length + UnicodeUtil.maxUTF8Length(length));
      to.length = UnicodeUtil.UTF16toUTF8(text, 0, length, to.bytes, to.length);
    }
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
