package dev.ring3.collector.enrich.file;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The fuzzy hash TLSH, with 128 buckets and a checksum of one byte, by J. Oliver, C. Cheng and Y.
 * Chen, "TLSH: a locality sensitive hash" (2013), written as version 4 of the reference writes it:
 * {@code T1} and 70 digits. For one content and one thread.
 */
final class Tlsh {
  private static final int MIN_BYTES = 50;
  private static final int BUCKETS = 128;
  private static final int MIN_USED = BUCKETS / 2 + 1;

  /** Pearson's permutation. */
  private static final int[] PEARSON =
      table(
          "0157310cb0b266a679c10654f9e62ca30ec5d5b5a155da5040ef18e2ec8e26c8"
              + "6eb168678dfdff324d6551122d601fde196bbe4656edf02248f214d6f4e395eb"
              + "61ea39163cfa52afd0057fc76f3e87f8aea9d33a429a6ac3f5ab11bbb6b300f3"
              + "8438944b80859e64827e5b0d99f6d8db7744df4e5358c9637a0b5c208872340a"
              + "8a1e30b79c233d1a8f4afb5e81a23f98aa0773a7f1ce0396373b97dc5a351783"
              + "7dad0fee4f5f59106989e1e0d9a0257b7649029d2e74099186e4cfd4cad745e5"
              + "1bbc437ca8fc2a041d6c15f713cd27cbe928ba93c6c09b21a4bf62cca5b4754c"
              + "8c24d2ac29369f08b9e871c4e72f927833411c90fedd5dbdc28b702b476db8d1");

  /** Pearson's permutation of the salts 2, 3, 5, 7, 11 and 13. */
  private static final int SALT_2 = PEARSON[2];

  private static final int SALT_3 = PEARSON[3];
  private static final int SALT_5 = PEARSON[5];
  private static final int SALT_7 = PEARSON[7];
  private static final int SALT_11 = PEARSON[11];
  private static final int SALT_13 = PEARSON[13];
  private static final int SALT_0 = PEARSON[0];

  /**
   * The longest content of each class of length. The paper's logarithms, rounded as the reference
   * rounds them; they can't be computed anew without other rounding.
   */
  private static final int[] LONGEST = {
    1,
    2,
    3,
    5,
    7,
    11,
    17,
    25,
    38,
    57,
    86,
    129,
    194,
    291,
    437,
    656,
    854,
    1110,
    1443,
    1876,
    2439,
    3171,
    3475,
    3823,
    4205,
    4626,
    5088,
    5597,
    6157,
    6772,
    7450,
    8195,
    9014,
    9916,
    10907,
    11998,
    13198,
    14518,
    15970,
    17567,
    19323,
    21256,
    23382,
    25720,
    28292,
    31121,
    34233,
    37656,
    41422,
    45564,
    50121,
    55133,
    60646,
    66711,
    73382,
    80721,
    88793,
    97672,
    107439,
    118183,
    130002,
    143002,
    157302,
    173032,
    190335,
    209369,
    230306,
    253337,
    278670,
    306538,
    337191,
    370911,
    408002,
    448802,
    493682,
    543050,
    597356,
    657091,
    722800,
    795081,
    874589,
    962048,
    1058252,
    1164078,
    1280486,
    1408534,
    1549388,
    1704327,
    1874759,
    2062236,
    2268459,
    2495305,
    2744836,
    3019320,
    3321252,
    3653374,
    4018711,
    4420582,
    4862641,
    5348905,
    5883796,
    6472176,
    7119394,
    7831333,
    8614467,
    9475909,
    10423501,
    11465851,
    12612437,
    13873681,
    15261050,
    16787154,
    18465870,
    20312458,
    22343706,
    24578077,
    27035886,
    29739474,
    32713425,
    35984770,
    39583245,
    43541573,
    47895730,
    52685306,
    57953837,
    63749221,
    70124148,
    77136564,
    84850228,
    93335252,
    102668779,
    112935659,
    124229227,
    136652151,
    150317384,
    165349128,
    181884040,
    200072456,
    220079703,
    242087671,
    266296456,
    292926096,
    322218735,
    354440623,
    389884688,
    428873168,
    471760495,
    518936559,
    570830240,
    627913311,
    690704607,
    759775136,
    835752671,
    919327967,
    1011260767,
    1112386880,
    1223623232,
    1345985727,
    1480584256,
    1628642751,
    1791507135,
    1970657856,
  };

  private final long[] buckets = new long[256];
  private int checksum;
  private long length;
  private int a;
  private int b;
  private int c;
  private int d;

  private static int[] table(String hexadecimal) {
    byte[] bytes = HexFormat.of().parseHex(hexadecimal);
    int[] table = new int[bytes.length];
    for (int i = 0; i < table.length; i++) {
      table[i] = bytes[i] & 0xff;
    }
    return table;
  }

  /** Takes the next bytes: the first {@code count} of the array. */
  void update(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      int e = bytes[i] & 0xff;
      if (length + i >= 4) {
        window(e);
      }
      a = b;
      b = c;
      c = d;
      d = e;
    }
    length += count;
  }

  /** The window's newest byte is {@code e}, its oldest {@code a}. */
  private void window(int e) {
    checksum = mapped(SALT_0, e, d, checksum);
    buckets[mapped(SALT_2, e, d, c)]++;
    buckets[mapped(SALT_3, e, d, b)]++;
    buckets[mapped(SALT_5, e, c, b)]++;
    buckets[mapped(SALT_7, e, c, a)]++;
    buckets[mapped(SALT_11, e, d, a)]++;
    buckets[mapped(SALT_13, e, b, a)]++;
  }

  private static int mapped(int salt, int first, int second, int third) {
    return PEARSON[PEARSON[PEARSON[salt ^ first] ^ second] ^ third];
  }

  /** The hash; empty if the content is too short or too uniform to have one. */
  Optional<String> digest() {
    long[] sorted = Arrays.copyOf(buckets, BUCKETS);
    Arrays.sort(sorted);
    long used = Arrays.stream(sorted).filter(n -> n > 0).count();
    if (length < MIN_BYTES || used < MIN_USED) {
      return Optional.empty();
    }
    long q1 = sorted[BUCKETS / 4 - 1];
    long q2 = sorted[BUCKETS / 2 - 1];
    long q3 = sorted[BUCKETS * 3 / 4 - 1];
    StringBuilder text = new StringBuilder("T1");
    append(text, swapped(checksum));
    append(text, swapped(lengthClass()));
    append(text, (int) (q1 * 100 / q3 % 16) << 4 | (int) (q2 * 100 / q3 % 16));
    for (int i = BUCKETS - 4; i >= 0; i -= 4) {
      int code = 0;
      for (int j = 3; j >= 0; j--) {
        long count = buckets[i + j];
        code = code << 2 | (count > q3 ? 3 : count > q2 ? 2 : count > q1 ? 1 : 0);
      }
      append(text, code);
    }
    return Optional.of(text.toString());
  }

  private int lengthClass() {
    int at = Arrays.binarySearch(LONGEST, (int) Math.min(length, Integer.MAX_VALUE));
    return at < 0 ? -at - 1 : at;
  }

  private static int swapped(int value) {
    return ((value & 0xf) << 4) | ((value >> 4) & 0xf);
  }

  private static void append(StringBuilder text, int value) {
    text.append(HexFormat.of().toHexDigits((byte) value).toUpperCase(Locale.ROOT));
  }
}
