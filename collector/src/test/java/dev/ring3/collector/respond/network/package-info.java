/** Isolation in a namespace of its own, connections of programs started here. */
@NullMarked
package dev.ring3.collector.respond.network;

import org.jspecify.annotations.NullMarked;
