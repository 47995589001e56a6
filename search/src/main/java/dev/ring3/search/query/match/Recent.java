package dev.ring3.search.query.match;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What automata found in the texts that were looked at lately: most values of an event (programs,
 * hosts, call traces) were in one of the events before. For one thread.
 *
 * <p>Memory: at most {@value #ENTRIES} texts with {@value #MOST_CHARACTERS} characters in all; when
 * there are more, remembering starts anew. Longer ones than {@value #LONGEST} are not remembered.
 */
final class Recent {
  private static final int ENTRIES = 1 << 13;
  private static final int LONGEST = 32_768;
  private static final int MOST_CHARACTERS = 4_000_000;

  private final @Nullable String[] texts = new String[ENTRIES];
  private final int[] automata = new int[ENTRIES];
  private final int[][] found = new int[ENTRIES][];
  private final BitSet finding = new BitSet();
  private int characters;

  /** Adds what the automaton finds in the text. */
  void find(LiteralAutomaton automaton, String text, BitSet candidates) {
    if (text.length() > LONGEST) {
      automaton.find(text, candidates::set);
      return;
    }
    int hash = 31 * text.hashCode() + automaton.number() * 0x9e3779b9;
    int place = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    if (automata[place] != automaton.number() || !text.equals(texts[place])) {
      finding.clear();
      automaton.find(text, finding::set);
      remember(place, automaton, text);
    }
    for (int number : found[place]) {
      candidates.set(number);
    }
  }

  private void remember(int place, LiteralAutomaton automaton, String text) {
    String before = texts[place];
    characters += text.length() - (before == null ? 0 : before.length());
    if (characters > MOST_CHARACTERS) {
      Arrays.fill(texts, null);
      characters = text.length();
    }
    found[place] = finding.stream().toArray();
    automata[place] = automaton.number();
    texts[place] = text;
  }
}
