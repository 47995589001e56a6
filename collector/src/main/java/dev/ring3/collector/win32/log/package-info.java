/** Calls of the Windows API that read event logs (wevtapi.dll). */
@NullMarked
package dev.ring3.collector.win32.log;

import org.jspecify.annotations.NullMarked;
