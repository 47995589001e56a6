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

  private static final int[] NOTHING = {};

  private final @Nullable Entry[] entries = new Entry[ENTRIES];

  /** Of the texts and looks, as most that are not remembered need not be compared then. */
  private final int[] hashes = new int[ENTRIES];

  private final int[] lengths = new int[ENTRIES];

  /** The last of each place, looked at first: four of five values are those of the event before. */
  private final @Nullable Entry[] last;

  private final BitSet finding = new BitSet();
  private int characters;

  /** What was found in a text. */
  private static final class Entry {
    private final String text;
    private final int look;
    private final int[] found;

    Entry(String text, int look, int[] found) {
      this.text = text;
      this.look = look;
      this.found = found;
    }

    boolean is(Kind.Look wanted, String value) {
      return look == wanted.number() && value.equals(text);
    }
  }

  /**
   * @param places how many there are
   */
  Recent(int places) {
    last = new Entry[places];
  }

  /** Adds the numbers of what is found in the text, which is the value at a place. */
  void find(Kind.Look look, int place, String text, BitSet candidates) {
    if (text.length() > LONGEST) {
      look.find(text, candidates::set);
      return;
    }
    Entry entry = last[place];
    if (entry == null || !entry.is(look, text)) {
      entry = find(look, text);
      last[place] = entry;
    }
    for (int number : entry.found) {
      candidates.set(number);
    }
  }

  private Entry find(Kind.Look look, String text) {
    int hash = 31 * text.hashCode() + look.number() * 0x9e3779b9;
    int place = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    Entry entry = entries[place];
    if (entry == null || hashes[place] != hash || !entry.is(look, text)) {
      hashes[place] = hash;
      finding.clear();
      look.find(text, finding::set);
      int[] found = finding.isEmpty() ? NOTHING : finding.stream().toArray();
      entry = remember(place, new Entry(text, look.number(), found));
    }
    return entry;
  }

  private Entry remember(int place, Entry entry) {
    int length = entry.text.length();
    characters += length - lengths[place];
    if (characters > MOST_CHARACTERS) {
      Arrays.fill(entries, null);
      Arrays.fill(lengths, 0);
      Arrays.fill(last, null);
      characters = length;
    }
    lengths[place] = length;
    entries[place] = entry;
    return entry;
  }
}
