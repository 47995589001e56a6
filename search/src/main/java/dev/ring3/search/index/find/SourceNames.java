package dev.ring3.search.index.find;

import dev.ring3.search.index.mapping.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/** The source names of a segment, found by leaping from one name's values to the next name's. */
public final class SourceNames {
  private SourceNames() {}

  /** All of them in full, as their sources write them. */
  public static List<String> of(SortedSetDocValues values) throws IOException {
    List<String> names = new ArrayList<>();
    TermsEnum pairs = values.termsEnum();
    BytesRef next = new BytesRef("");
    while (pairs.seekCeil(next) != TermsEnum.SeekStatus.END) {
      String pair = pairs.term().utf8ToString();
      String written = pair.substring(0, pair.indexOf('='));
      names.add(Layout.sourceName(written));
      next = new BytesRef(after(written));
    }
    return names;
  }

  /** Those, in lower case, that have a value which is no term; see {@link Layout#MARKS}. */
  public static List<String> marked(Terms marks) throws IOException {
    List<String> names = new ArrayList<>();
    TermsEnum terms = marks.iterator();
    for (BytesRef term = terms.next(); term != null; term = terms.next()) {
      Layout.markedSource(term.utf8ToString()).ifPresent(names::add);
    }
    return names;
  }

  /** The ordinals of a name's values: the first, and the first after them. */
  static long[] range(SortedSetDocValues values, String name) throws IOException {
    String start = Layout.sourceValue(name);
    return new long[] {
      at(values, start), at(values, after(start.substring(0, start.length() - 1)))
    };
  }

  private static long at(SortedSetDocValues values, String text) throws IOException {
    long ord = values.lookupTerm(new BytesRef(text));
    return ord < 0 ? -ord - 1 : ord;
  }

  /** The least text after all of a name's: the character after {@code =} is {@code >}. */
  private static String after(String written) {
    return written + '>';
  }
}
