@NullMarked
package dev.ring3.etw;

import org.jspecify.annotations.NullMarked;
