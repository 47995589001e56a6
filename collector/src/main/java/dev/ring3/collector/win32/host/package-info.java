/** Calls of the Windows API about the host: groups, shares, logons, pipes, names, policies. */
@NullMarked
package dev.ring3.collector.win32.host;

import org.jspecify.annotations.NullMarked;
