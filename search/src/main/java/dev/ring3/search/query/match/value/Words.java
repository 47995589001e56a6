package dev.ring3.search.query.match.value;

import dev.ring3.search.query.Criterion;
import dev.ring3.search.query.WordBreaker;
import java.util.List;
import java.util.function.Predicate;

/** Words side by side. */
public final class Words {
  private Words() {}

  public static Predicate<String> of(Criterion.Phrase phrase) {
    TextTest[] words = phrase.words().stream().map(TextTest::of).toArray(TextTest[]::new);
    return text -> contains(WordBreaker.words(text), words);
  }

  private static boolean contains(List<String> text, TextTest[] words) {
    for (int start = 0; start + words.length <= text.size(); start++) {
      int i = 0;
      while (i < words.length && words[i].test(text.get(start + i))) {
        i++;
      }
      if (i == words.length) {
        return true;
      }
    }
    return false;
  }
}
