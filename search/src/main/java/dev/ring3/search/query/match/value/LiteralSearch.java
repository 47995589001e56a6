package dev.ring3.search.query.match.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of many literals may stand anywhere in a text, upper and lower case being the same
 * (as Karp and Rabin, 1987, by pieces of the literals). Immutable.
 *
 * <p>A long literal has as many pieces of four characters, one beginning a character after the
 * other, as the steps are long in which a text is gone through, so that one of them is met. Whether
 * a place has a piece of any literal is one look into a bitmap that fits into the processor's
 * nearest cache; where it has, the literals of that piece are compared. Short literals are looked
 * for at each place, or one by one if they are few.
 */
public final class LiteralSearch {
  /** Characters of a piece; a shorter literal is a piece itself. */
  static final int PIECE = 4;

  private static final int STEP = 4;
  private static final int LONG = PIECE + STEP - 1;

  /** So many of one size are faster one by one. */
  private static final int FEW = 4;

  private final int shortest;
  private final int longest;

  /** Of literals that are in ASCII, then of the others, which no text in ASCII has. */
  private final Group ascii = new Group();

  private final Group beyond = new Group();

  /** Takes the numbers of what is found; the same number may come several times. */
  public interface Found {
    /**
     * @param end where in the text the literal ends that was found
     */
    void accept(int number, int end);
  }

  /** A literal, and what to report where it stands. */
  private static final class Wanted {
    private final FoldedText literal;
    private final int[] numbers;

    Wanted(FoldedText literal, List<Integer> numbers) {
      this.literal = literal;
      this.numbers = numbers.stream().mapToInt(number -> number).toArray();
    }

    int length() {
      return literal.characters().length;
    }

    void report(int start, Found action) {
      for (int number : numbers) {
        action.accept(number, start + length());
      }
    }
  }

  /** Literals that are looked for in the same texts. */
  private static final class Group {
    private final List<Wanted> few = new ArrayList<>();
    private final List<Pieces> many = new ArrayList<>();

    void find(FoldedText text, int from, Found action) {
      for (Wanted wanted : few) {
        int start = text.folded().indexOf(wanted.literal.folded(), from);
        if (start >= 0) {
          wanted.report(start, action);
        }
      }
      for (Pieces pieces : many) {
        pieces.find(text.characters(), from, action);
      }
    }
  }

  /**
   * @param literals texts in lower case of at least one character, and the numbers to report for
   *     each
   * @param counts of the pieces of these and of whatever else is looked for
   */
  public LiteralSearch(Map<String, List<Integer>> literals, PieceCounts counts) {
    this.shortest = literals.keySet().stream().mapToInt(String::length).min().orElse(0);
    this.longest = literals.keySet().stream().mapToInt(String::length).max().orElse(0);
    Map<Integer, List<Wanted>> inAscii = new TreeMap<>();
    Map<Integer, List<Wanted>> others = new TreeMap<>();
    literals.forEach(
        (literal, numbers) -> {
          Wanted wanted = new Wanted(FoldedText.of(literal), numbers);
          int size = wanted.length() >= LONG ? LONG : Math.min(PIECE, wanted.length());
          (wanted.literal.isAscii() ? inAscii : others)
              .computeIfAbsent(size, _s -> new ArrayList<>())
              .add(wanted);
        });
    inAscii.forEach((size, wanted) -> add(ascii, size, wanted, counts));
    others.forEach((size, wanted) -> add(beyond, size, wanted, counts));
  }

  private static void add(Group group, int size, List<Wanted> wanted, PieceCounts counts) {
    if (wanted.size() <= FEW) {
      group.few.addAll(wanted);
    } else {
      group.many.add(
          size == LONG
              ? new Pieces(PIECE, STEP, wanted, counts)
              : new Pieces(size, 1, wanted, counts));
    }
  }

  /** The length of the shortest literal; a text that is shorter holds none. */
  public int shortest() {
    return shortest;
  }

  /** The length of the longest literal. */
  public int longest() {
    return longest;
  }

  /**
   * Looks at a text.
   *
   * @param from where to begin; of each literal that stands there or behind the first place is told
   */
  public void find(FoldedText text, int from, Found action) {
    ascii.find(text, from, action);
    if (!text.isAscii()) {
      beyond.find(text, from, action);
    }
  }

  /** The piece of a text at a place, the first character in the lowest bits; 0 beyond the end. */
  static int piece(byte[] text, int at) {
    int piece = 0;
    for (int i = Math.min(text.length, at + PIECE) - 1; i >= at; i--) {
      piece = (piece << Byte.SIZE) | (text[i] & 0xff);
    }
    return piece;
  }

  /** Spreads the pieces over all values of an int, by the golden ratio. */
  static int spread(int piece) {
    return piece * 0x9e3779b1;
  }

  /** Literals whose pieces are of one size. */
  private static final class Pieces {
    private static final VarHandle FOUR =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bits for each piece, so that another is seldom taken for one of them: at most 32 KB. */
    private static final int SPARSE = 32;

    private static final int FEWEST_BITS = 1 << 12;
    private static final int MOST_BITS = 1 << 18;

    private final int size;
    private final int step;
    private final int mask;
    private final long[] bitmap;
    private final int bitmapShift;

    /** The pieces, each at the first free place from that of its hash on, and who has them. */
    private final int[] table;

    private final Place[] @Nullable [] places;
    private final int tableShift;

    /** Where a literal has a piece. */
    private record Place(Wanted wanted, int offset) {
      boolean isLiteralAround(byte[] text, int piece) {
        byte[] literal = wanted.literal.characters();
        int start = piece - offset;
        if (start < 0 || start + literal.length > text.length) {
          return false;
        }
        for (int i = 0; i < literal.length; i++) {
          if (text[start + i] != literal[i]) {
            return false;
          }
        }
        return true;
      }
    }

    /**
     * @param step places from one look to the next
     */
    Pieces(int size, int step, List<Wanted> all, PieceCounts counts) {
      this.size = size;
      this.step = step;
      this.mask = -1 >>> (Integer.SIZE - size * Byte.SIZE);
      Map<Integer, List<Place>> byPiece = new TreeMap<>();
      for (Wanted each : all) {
        byte[] literal = each.literal.characters();
        int first = counts.rarest(literal, step);
        for (int offset = first; offset < first + step; offset++) {
          byPiece
              .computeIfAbsent(piece(literal, offset) & mask, _p -> new ArrayList<>())
              .add(new Place(each, offset));
        }
      }
      int power = Integer.highestOneBit(byPiece.size()) * 2;
      int bits = Math.clamp((long) power * SPARSE, FEWEST_BITS, MOST_BITS);
      this.bitmap = new long[bits / Long.SIZE];
      this.bitmapShift = shift(bits);
      this.table = new int[power * 2];
      this.places = new Place[table.length][];
      this.tableShift = shift(table.length);
      byPiece.forEach(this::put);
    }

    private static int shift(int values) {
      return Integer.SIZE - Integer.numberOfTrailingZeros(values);
    }

    private void put(int piece, List<Place> of) {
      int bit = spread(piece) >>> bitmapShift;
      bitmap[bit / Long.SIZE] |= 1L << bit;
      int at = spread(piece) >>> tableShift;
      while (places[at] != null) {
        at = (at + 1) & (table.length - 1);
      }
      table[at] = piece;
      places[at] = of.toArray(Place[]::new);
    }

    void find(byte[] text, int from, Found action) {
      int whole = text.length - PIECE;
      int at = from;
      for (; at <= whole; at += step) {
        int piece = (int) FOUR.get(text, at) & mask;
        int bit = spread(piece) >>> bitmapShift;
        if (((bitmap[bit / Long.SIZE] >>> bit) & 1L) != 0) {
          compare(text, at, piece, action);
        }
      }
      for (; at + size <= text.length; at += step) {
        compare(text, at, piece(text, at) & mask, action);
      }
    }

    private void compare(byte[] text, int at, int piece, Found action) {
      int slot = spread(piece) >>> tableShift;
      Place[] having = places[slot];
      while (having != null && table[slot] != piece) {
        slot = (slot + 1) & (table.length - 1);
        having = places[slot];
      }
      if (having != null) {
        for (Place place : having) {
          if (place.isLiteralAround(text, at)) {
            place.wanted.report(at - place.offset, action);
          }
        }
      }
    }
  }
}
