/**
 * Steps that say a text in plainer words: one function each, listed in {@link
 * dev.ring3.collector.deobfuscate.rewrite.Rewritings}. They take time linear in the text: every
 * repetition in an expression is bounded.
 */
@NullMarked
package dev.ring3.collector.deobfuscate.rewrite;

import org.jspecify.annotations.NullMarked;
