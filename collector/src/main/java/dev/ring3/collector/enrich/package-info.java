/**
 * What Ring3 knows from earlier events and adds to later ones: script blocks joined from their
 * parts, processes with their command lines, parents and ancestors.
 *
 * <p>These classes have state with a stated limit and belong to one thread, the pipeline's. They
 * never replace what a record says itself.
 */
@NullMarked
package dev.ring3.collector.enrich;

import org.jspecify.annotations.NullMarked;
