package dev.ring3.collector.deobfuscate.extract;

import java.util.List;

/** All extractions. */
public final class Extractions {
  /** In any order: each looks at the same text. */
  public static final List<Extraction> ALL =
      List.of(
          new Base64Runs(), new HexRuns(), new NumberLists(), new Base32Runs(), new Rotations());

  private Extractions() {}
}
