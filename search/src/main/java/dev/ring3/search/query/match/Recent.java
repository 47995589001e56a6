package dev.ring3.search.query.match;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What automata found in the texts that were looked at lately: most values of an event (programs,
 * hosts, call traces) were in one of the events before. For one thread.
 *
 * <p>Memory: at most {@value #ENTRIES} texts of {@value #LONGEST} characters.
 */
final class Recent {
  private static final int ENTRIES = 1 << 13;
  private static final int LONGEST = 2_048;

  private final @Nullable String[] texts = new String[ENTRIES];
  private final int[] automata = new int[ENTRIES];
  private final int[][] found = new int[ENTRIES][];
  private final BitSet finding = new BitSet();

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
      found[place] = finding.stream().toArray();
      automata[place] = automaton.number();
      texts[place] = text;
    }
    for (int number : found[place]) {
      candidates.set(number);
    }
  }
}
