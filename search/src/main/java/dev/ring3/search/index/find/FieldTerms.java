package dev.ring3.search.index.find;

import dev.ring3.collector.event.Field;
import dev.ring3.search.index.mapping.Layout;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/** The values of a field, as its terms. */
public final class FieldTerms {
  /** Values between two looks at the time. */
  private static final int CHECKED = 4_096;

  private FieldTerms() {}

  /** Hands on the values of each segment, in lower case. */
  public static void forEach(
      IndexReader reader, Field field, Deadline deadline, Consumer<String> action)
      throws IOException {
    int seen = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(Layout.folded(field.ecs()));
      if (terms == null) {
        continue;
      }
      TermsEnum values = terms.iterator();
      for (BytesRef value = values.next(); value != null; value = values.next()) {
        action.accept(value.utf8ToString());
        if (++seen % CHECKED == 0) {
          deadline.check();
        }
      }
    }
  }
}
