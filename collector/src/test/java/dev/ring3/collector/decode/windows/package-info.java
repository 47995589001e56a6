@NullMarked
package dev.ring3.collector.decode.windows;

import org.jspecify.annotations.NullMarked;
