package dev.ring3.search.query.match;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the texts that were looked at lately: most values of an event (programs, hosts,
 * call traces) were in one of the events before. For one thread.
 *
 * <p>Memory: at most {@value #ENTRIES} texts with {@value #MOST_CHARACTERS} characters in all; when
 * there are more, remembering starts anew. Longer ones than {@value #LONGEST} are not remembered.
 */
final class Recent {
  private static final int ENTRIES = 1 << 13;
  private static final int LONGEST = 32_768;
  private static final int MOST_CHARACTERS = 4_000_000;

  private final @Nullable String[] texts = new String[ENTRIES];
  private final int[] looks = new int[ENTRIES];
  private final int[][] found = new int[ENTRIES][];
  private final BitSet finding = new BitSet();
  private int characters;

  /** Adds the numbers of what is found in the text. */
  void find(Kind.Look look, String text, BitSet candidates) {
    if (text.length() > LONGEST) {
      look.find(text, candidates::set);
      return;
    }
    int hash = 31 * text.hashCode() + look.number() * 0x9e3779b9;
    int place = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    if (looks[place] != look.number() || !text.equals(texts[place])) {
      finding.clear();
      look.find(text, finding::set);
      remember(place, look, text);
    }
    for (int number : found[place]) {
      candidates.set(number);
    }
  }

  private void remember(int place, Kind.Look look, String text) {
    String before = texts[place];
    characters += text.length() - (before == null ? 0 : before.length());
    if (characters > MOST_CHARACTERS) {
      Arrays.fill(texts, null);
      characters = text.length();
    }
    found[place] = finding.stream().toArray();
    looks[place] = look.number();
    texts[place] = text;
  }
}
