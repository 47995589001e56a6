/**
 * The network of this host, and what can be done to it. {@code Isolation} and {@code Connections}
 * have two implementations each, for Linux and for Windows. For one thread.
 */
@NullMarked
package dev.ring3.collector.respond.network;

import org.jspecify.annotations.NullMarked;
