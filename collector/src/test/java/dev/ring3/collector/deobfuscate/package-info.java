@NullMarked
package dev.ring3.collector.deobfuscate;

import org.jspecify.annotations.NullMarked;
