@NullMarked
package dev.ring3.collector.win32.wmi;

import org.jspecify.annotations.NullMarked;
