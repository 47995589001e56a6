package dev.ring3.collector.deobfuscate.rewrite;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says a text in plainer words.
 *
 * @param language that it is about; null for any
 * @param sign without which there is nothing to do
 * @param rewrite gives the text itself if there is nothing to do; takes time linear in it
 */
public record Rewriting(@Nullable Language language, String sign, UnaryOperator<String> rewrite) {
  public Rewriting {
    Objects.requireNonNull(sign);
    Objects.requireNonNull(rewrite);
  }

  /** Whether it may find something to do in a text of that language. */
  public boolean isFor(Language spoken, String text) {
    return (language == null || language == spoken) && text.contains(sign);
  }
}
