/**
 * The processes of this host, and what can be done to one. {@code Processes} has two
 * implementations, for Linux and for Windows. A process is taken hold of before anything is done to
 * it, and its start is compared then, so that one that got the number later is never hit. For one
 * thread.
 */
@NullMarked
package dev.ring3.collector.respond.process;

import org.jspecify.annotations.NullMarked;
