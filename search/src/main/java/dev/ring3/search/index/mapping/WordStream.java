package dev.ring3.search.index.mapping;

import dev.ring3.search.query.Fold;
import dev.ring3.search.query.WordBreaker;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/** The words of several texts, one after the other, as Lucene wants them. */
final class WordStream extends TokenStream {
  private final BytesTermAttribute term;
  private final PositionIncrementAttribute step;
  private final BytesRef bytes = new BytesRef(WordBreaker.LONGEST);
  private final List<String> texts = new ArrayList<>();
  private int next;
  private String text = "";
  private WordBreaker words = new WordBreaker("");

  WordStream() {
    super(AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY);
    term = addAttribute(BytesTermAttribute.class);
    step = addAttribute(PositionIncrementAttribute.class);
  }

  /** Forgets the texts. */
  void clear() {
    texts.clear();
  }

  void add(String another) {
    texts.add(another);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  @Override
  public void reset() {
    next = 0;
    words = new WordBreaker("");
  }

  @Override
  public boolean incrementToken() {
    int increment = 1;
    while (!words.next()) {
      if (next == texts.size()) {
        return false;
      }
      increment = next == 0 ? 1 : Layout.GAP;
      text = texts.get(next++);
      words = new WordBreaker(text);
    }
    fill(words.start(), words.end());
    term.setBytesRef(bytes);
    step.setPositionIncrement(increment);
    return true;
  }

  private void fill(int start, int end) {
    bytes.bytes = ArrayUtil.growNoCopy(bytes.bytes, 3 * (end - start));
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        String folded = Fold.lower(text.substring(start, end));
        bytes.bytes = ArrayUtil.growNoCopy(bytes.bytes, UnicodeUtil.maxUTF8Length(folded.length()));
        bytes.length = UnicodeUtil.UTF16toUTF8(folded, 0, folded.length(), bytes.bytes);
        return;
      }
      bytes.bytes[i - start] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    bytes.length = end - start;
  }
}
