package dev.ring3.search.query.match;

import dev.ring3.search.query.match.value.FoldedText;
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

  /** Nothing was found; always this object. */
  static final int[] NOTHING = {};

  private final @Nullable Entry[] entries = new Entry[ENTRIES];

  /** Of the texts and looks, as most that are not remembered need not be compared then. */
  private final int[] hashes = new int[ENTRIES];

  private final int[] lengths = new int[ENTRIES];

  private final Beginnings beginnings = new Beginnings();
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

  /** The numbers of what is found in a text, which are not to be changed. */
  int[] find(Kind.Look look, String text) {
    if (text.length() < look.shortest()) {
      return NOTHING;
    }
    return text.length() > LONGEST ? search(look, text) : entry(look, text).found;
  }

  private int[] search(Kind.Look look, String text) {
    FoldedText folded = FoldedText.of(text);
    if (Beginnings.isLong(text)) {
      return beginnings.find(look, folded);
    }
    finding.clear();
    look.find(folded, 0, (number, _end) -> finding.set(number));
    return numbers(finding);
  }

  /** The numbers of a set, in ascending order. */
  static int[] numbers(BitSet of) {
    if (of.isEmpty()) {
      return NOTHING;
    }
    int[] all = new int[of.cardinality()];
    int count = 0;
    for (int number = of.nextSetBit(0); number >= 0; number = of.nextSetBit(number + 1)) {
      all[count++] = number;
    }
    return all;
  }

  private Entry entry(Kind.Look look, String text) {
    int hash = 31 * text.hashCode() + look.number() * 0x9e3779b9;
    int place = (hash ^ (hash >>> 15)) & (ENTRIES - 1);
    Entry entry = entries[place];
    if (entry == null || hashes[place] != hash || !entry.is(look, text)) {
      hashes[place] = hash;
      entry = remember(place, new Entry(text, look.number(), search(look, text)));
    }
    return entry;
  }

  private Entry remember(int place, Entry entry) {
    int length = entry.text.length();
    characters += length - lengths[place];
    if (characters > MOST_CHARACTERS) {
      Arrays.fill(entries, null);
      Arrays.fill(lengths, 0);
      characters = length;
    }
    lengths[place] = length;
    entries[place] = entry;
    return entry;
  }
}
