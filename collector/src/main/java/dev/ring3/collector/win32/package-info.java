/**
 * Calls of the Windows API (JNA, direct mapping): one class for what belongs together, without
 * meaning. What they map is loaded when it is first used, so that the classes can be loaded
 * anywhere.
 */
@NullMarked
package dev.ring3.collector.win32;

import org.jspecify.annotations.NullMarked;
