/**
 * The Linux system calls that Ring3 makes, mapped with JNA, and nothing else: no byte is given a
 * meaning here. For 64-bit Linux only: sizes are those of LP64.
 *
 * <p>Whoever opens a {@link dev.ring3.collector.linux.Descriptor} closes it. A call that fails is a
 * {@link dev.ring3.collector.linux.SystemCallException} that names the call, the error and, where
 * there is one, the remedy.
 */
@NullMarked
package dev.ring3.collector.linux;

import org.jspecify.annotations.NullMarked;
