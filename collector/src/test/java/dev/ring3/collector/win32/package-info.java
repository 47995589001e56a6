@NullMarked
package dev.ring3.collector.win32;

import org.jspecify.annotations.NullMarked;
