@NullMarked
package dev.ring3.search;

import org.jspecify.annotations.NullMarked;
