/**
 * What command lines and scripts hide: encodings, escapes, strings put together from pieces.
 *
 * <p>{@link dev.ring3.collector.deobfuscate.Deobfuscator} takes a text and gives those behind it;
 * {@link dev.ring3.collector.deobfuscate.DecodedFields} does so for events. There are two kinds of
 * steps. A rewriting says the whole text in plainer words, such as without carets; an extraction
 * takes a text out of it, such as what a run of Base64 stands for. Nothing is ever run. All work is
 * bounded by {@link dev.ring3.collector.deobfuscate.Limits}; what a step makes of hostile text is
 * at worst useless.
 */
@NullMarked
package dev.ring3.collector.deobfuscate;

import org.jspecify.annotations.NullMarked;
