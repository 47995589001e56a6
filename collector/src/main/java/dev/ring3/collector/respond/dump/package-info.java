/** Reads minidumps, the files of a process's memory on Windows. */
@NullMarked
package dev.ring3.collector.respond.dump;

import org.jspecify.annotations.NullMarked;
