/** Calls of the Windows API about files, drives and who signed a file. */
@NullMarked
package dev.ring3.collector.win32.file;

import org.jspecify.annotations.NullMarked;
