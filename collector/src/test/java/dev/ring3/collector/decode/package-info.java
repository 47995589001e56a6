/** Tests of readers of live bytes. */
@NullMarked
package dev.ring3.collector.decode;

import org.jspecify.annotations.NullMarked;
