package dev.ring3.search.query.match;

import dev.ring3.search.query.match.value.FoldedText;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds in long texts what is looked for, and goes through the part only in which one differs from
 * the one before: PowerShell has its whole command line in each record of a script's steps. For one
 * thread.
 *
 * <p>Memory: {@value #ENTRIES} texts of at most {@value #LONGEST} characters. Longer ones are not
 * remembered; those that are not in ASCII are neither compared.
 */
final class Beginnings {
  private static final int SHORTEST = 256;
  private static final int LONGEST = 32_768;
  private static final int ENTRIES = 16;

  private final @Nullable Last[] last = new Last[ENTRIES];
  private final BitSet finding = new BitSet();

  /** Where what is found first ends, by its number. */
  private int[] firstEnds = new int[64];

  /** A text, what was found in it, and where the first of each ends. */
  private static final class Last {
    private final int look;
    private final byte[] text;
    private final int[] found;
    private final int[] ends;

    Last(int look, byte[] text, int[] found, int[] ends) {
      this.look = look;
      this.text = text;
      this.found = found;
      this.ends = ends;
    }

    /** How many characters are the same. */
    int common(byte[] next) {
      int differing = Arrays.mismatch(text, next);
      return differing < 0 ? text.length : differing;
    }
  }

  /** Whether it is worth the comparison with the one before. */
  static boolean isLong(String text) {
    return text.length() >= SHORTEST;
  }

  /** The numbers of what is found in a long text, in ascending order. */
  int[] find(Kind.Look look, FoldedText text) {
    finding.clear();
    int at = look.number() & (ENTRIES - 1);
    Last before = text.isAscii() ? last[at] : null;
    int from = 0;
    if (before != null && before.look == look.number()) {
      int common = before.common(text.characters());
      keep(before, common);
      from = Math.max(0, common - look.longest() + 1); // what ends behind it begins here or later
    }
    look.find(text, from, this::found);
    int[] found = Recent.numbers(finding);
    if (text.isAscii() && text.characters().length <= LONGEST) {
      last[at] = new Last(look.number(), text.characters(), found, ends(found));
    }
    return found;
  }

  private int[] ends(int[] found) {
    int[] ends = new int[found.length];
    for (int i = 0; i < found.length; i++) {
      ends[i] = firstEnds[found[i]];
    }
    return ends;
  }

  /** What ends within the common part is in both texts. */
  private void keep(Last before, int common) {
    for (int i = 0; i < before.found.length; i++) {
      if (before.ends[i] <= common) {
        found(before.found[i], before.ends[i]);
      }
    }
  }

  private void found(int number, int end) {
    if (number >= firstEnds.length) {
      firstEnds = Arrays.copyOf(firstEnds, Math.max(number + 1, 2 * firstEnds.length));
    }
    firstEnds[number] = finding.get(number) ? Math.min(firstEnds[number], end) : end;
    finding.set(number);
  }
}
