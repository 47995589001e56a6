/**
 * The index of events and what is done with it: {@code query} says what is looked for, {@code
 * index} keeps events and finds them, {@code ingest} brings files in, {@code hunt} answers
 * questions, {@code export} writes the answers down.
 */
@NullMarked
package dev.ring3.search;

import org.jspecify.annotations.NullMarked;
