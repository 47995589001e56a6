/**
 * Steps that take texts out of a text: one class each, listed in {@link
 * dev.ring3.collector.deobfuscate.extract.Extractions}. What they decode counts only if people
 * could have written it.
 */
@NullMarked
package dev.ring3.collector.deobfuscate.extract;

import org.jspecify.annotations.NullMarked;
