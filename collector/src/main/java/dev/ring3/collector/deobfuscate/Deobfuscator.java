package dev.ring3.collector.deobfuscate;

import dev.ring3.collector.deobfuscate.extract.Extraction;
import dev.ring3.collector.deobfuscate.extract.Extractions;
import dev.ring3.collector.deobfuscate.rewrite.Language;
import dev.ring3.collector.deobfuscate.rewrite.Rewriting;
import dev.ring3.collector.deobfuscate.rewrite.Rewritings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/** Finds the texts behind a text. Immutable, for any thread. */
public final class Deobfuscator {
  /** Rewritings that each wait for another's result end after so many rounds. */
  private static final int ROUNDS = 12;

  /** Texts shorter than this hide nothing. */
  private static final int SHORTEST = 4;

  private final Limits limits;

  public Deobfuscator(Limits limits) {
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * The texts behind {@code text}, each once, the outermost first: it in plainer words, if there
   * are such, then what was taken out of it, and so on. None if it hides nothing. What is beyond
   * the limits is left out.
   */
  public List<String> decode(String text, Language language) {
    return new Run(language).decode(text);
  }

  /** A text to be looked into. */
  private record Layer(String text, int depth) {}

  /** The work on one text. */
  private final class Run {
    private final Language language;
    private final Set<String> seen = new HashSet<>();
    private final Queue<Layer> layers = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private int characters = limits.characters();
    private long work = limits.work();

    Run(Language language) {
      this.language = language;
    }

    List<String> decode(String whole) {
      String text = cut(whole);
      seen.add(text);
      layers.add(new Layer(text, 0));
      for (Layer layer = layers.poll(); layer != null; layer = layers.poll()) {
        look(layer);
      }
      return List.copyOf(texts);
    }

    private String cut(String whole) {
      return whole.length() <= limits.input() ? whole : whole.substring(0, limits.input());
    }

    private void look(Layer layer) {
      String plain = rewrite(layer.text());
      if (!plain.equals(layer.text()) && seen.add(plain)) {
        give(plain);
        extract(plain, layer.depth());
      }
      extract(layer.text(), layer.depth());
    }

    private String rewrite(String text) {
      String now = text;
      for (int round = 0; round < ROUNDS; round++) {
        String before = now;
        for (Rewriting step : Rewritings.ALL) {
          if (step.isFor(language, now) && spend(now)) {
            now = cut(step.rewrite().apply(now));
          }
        }
        if (now.equals(before)) {
          break;
        }
      }
      return now;
    }

    private void extract(String text, int depth) {
      if (depth >= limits.depth()) {
        return;
      }
      for (Extraction step : Extractions.ALL) {
        if (spend(text)) {
          step.extract(text, found -> take(found, depth + 1));
        }
      }
    }

    private void take(String found, int depth) {
      String text = cut(found);
      if (text.length() >= SHORTEST && seen.add(text) && give(text)) {
        layers.add(new Layer(text, depth));
      }
    }

    private boolean give(String text) {
      if (texts.size() >= limits.texts() || text.length() > characters) {
        return false;
      }
      characters -= text.length();
      return texts.add(text);
    }

    private boolean spend(String text) {
      work -= text.length();
      return work >= 0;
    }
  }
}
