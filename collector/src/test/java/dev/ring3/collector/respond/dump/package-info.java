/** Tests of reading minidumps. */
@NullMarked
package dev.ring3.collector.respond.dump;

import org.jspecify.annotations.NullMarked;
