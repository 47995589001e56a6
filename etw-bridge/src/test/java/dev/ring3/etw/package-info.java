/**
 * Tests of the bridge's Java side; those of {@code EtwSessionTest} need the library and Windows.
 */
@NullMarked
package dev.ring3.etw;

import org.jspecify.annotations.NullMarked;
