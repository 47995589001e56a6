package dev.ring3.collector.deobfuscate.extract;

import java.util.function.Consumer;

/** Takes texts out of another one. */
@FunctionalInterface
public interface Extraction {
  /** Hands on each text found; takes time about linear in {@code text}. */
  void extract(String text, Consumer<String> found);
}
