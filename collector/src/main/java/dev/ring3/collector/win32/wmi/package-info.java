/**
 * Objects of Windows Management Instrumentation (WMI), over the COM interfaces that JNA's platform
 * library maps.
 */
@NullMarked
package dev.ring3.collector.win32.wmi;

import org.jspecify.annotations.NullMarked;
