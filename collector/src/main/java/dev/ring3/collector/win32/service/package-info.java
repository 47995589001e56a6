/** Calls of the Windows API about services and drivers: the service control manager. */
@NullMarked
package dev.ring3.collector.win32.service;

import org.jspecify.annotations.NullMarked;
