package dev.ring3.collector.deobfuscate;

/**
 * How much is done for one text.
 *
 * @param input characters of it that are looked at
 * @param depth texts within texts
 * @param texts that are given at most
 * @param characters of all of them together
 * @param work characters that all steps together look at, roughly
 */
public record Limits(int input, int depth, int texts, int characters, int work) {
  /** For real hosts; the hostile texts of the tests take up to some tenths of a second each. */
  public static final Limits USUAL = new Limits(65_536, 8, 24, 131_072, 4_000_000);

  public Limits {
    if (input < 1 || depth < 1 || texts < 1 || characters < 1 || work < 1) {
      throw new IllegalArgumentException("limits are 1 or more");
    }
  }
}
